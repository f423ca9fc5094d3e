"""Half an hour of silence: after logging in again, the same screen with what was typed (rule 24)."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.hashers import make_password

from loket.accounts.models import Account
from loket.accounts.queries import resident_login_hash
from loket.applications.models import Application
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant
from tests.applications.apply import begin, make_verified, make_version
from tests.faces.portal.applications.people import LOST_SCREENS, hidden, signed_in

PASSWORD = "kopi hangat pagi"


def test_what_was_typed_when_the_session_ended_is_not_lost(in_buleleng: Tenant) -> None:
    make_version()
    sari = make_verified()
    Account.objects.filter(pk=sari.account_id).update(
        login_hash=resident_login_hash(str(sari.nik)), password=make_password(PASSWORD)
    )
    draft, client = begin(sari), signed_in(sari)
    address = f"/permohonan/{draft.reference}/isi/surat-kehilangan/"
    edition = hidden(client.get(address), "edisi")
    with clock.frozen(clock.now() + timedelta(minutes=31)):
        late = client.post(address, {**LOST_SCREENS["surat-kehilangan"], "edisi": edition})
        assert late.headers["Location"] == f"/masuk/?lanjut={address}"
        page = client.get(late.headers["Location"])
        assert "Isian tersimpan" in page.content.decode()
        entered = client.post("/masuk/", {"nik": sari.nik, "password": PASSWORD, "lanjut": address})
        offered = client.get(entered.headers["Location"])
        assert "Polsek Singaraja" in offered.content.decode()
    assert Application.objects.get().state == "draft"
