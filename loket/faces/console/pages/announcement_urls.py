"""URLs of the announcements."""

from .subject import ANNOUNCEMENT
from .urls import patterns

app_name = "announcements"
urlpatterns = patterns(ANNOUNCEMENT)
