"""What a dinas offers: services with their forms, papers, deadlines and delivery, as versioned data.

The truth about what a resident may apply for and what is asked. Not about applications made with it
(``applications``), nor about how a question is validated (``foundation.formkit``).
"""
