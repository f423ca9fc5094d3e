"""NIK, KK and telephone rules of the domain: errors stop, remarks do not (S0-12, S0-13, S3-17)."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.foundation.kernel.identifiers import (
    IdentifierRefused,
    Nik,
    NomorKk,
    Phone,
    age,
    kk_warnings,
    nik_warnings,
)

TODAY = date(2026, 11, 21)
MADE_UP = "5108014101900001"  # a woman born 1 January 1990, first registered in Gerokgak


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(IdentifierRefused) as caught:
        Nik.parse(text, today=TODAY)
    return caught.value.code, str(caught.value)


def test_a_nik_is_read_as_people_type_it() -> None:
    for typed in (MADE_UP, "5108 0141 0190 0001", "510801.410190.0001", " 5108-0141-0190-0001 "):
        assert Nik.parse(typed, today=TODAY).digits == MADE_UP


def test_fifteen_digits_are_counted_out_loud() -> None:
    """S0-12: the reason is plain."""
    assert refusal(MADE_UP[:15]) == ("nik_length", "NIK harus 16 angka, ini baru 15.")
    assert refusal(MADE_UP + "1") == ("nik_length", "NIK harus 16 angka, ini ada 17.")
    assert refusal("") == ("nik_length", "NIK harus 16 angka, ini baru 0.")


@pytest.mark.parametrize("text", ["51080141O1900001", "٥١٠٨٠١٤١٠١٩٠٠٠٠١", "5108014101900001x", "<script>"])
def test_letters_and_foreign_digits_are_refused(text: str) -> None:
    """S0-12."""
    assert refusal(text)[0] == "nik_letters"


@pytest.mark.parametrize(
    "middle", ["310290", "710290", "000190", "320190", "400190", "720190", "010090", "011390", "300200"]
)
def test_an_impossible_birth_date_is_refused(middle: str) -> None:
    """S0-12: an impossible date is refused and the digits to look at are named."""
    code, sentence = refusal(f"510801{middle}0001")
    assert code == "nik_birth_date"
    assert sentence == "NIK ini tidak cocok dengan tanggal lahir. Periksa angka ke-7 sampai ke-12."


def test_a_leap_day_is_good_in_one_century_only() -> None:
    nik = Nik.parse("5108012902000001", today=TODAY)
    assert nik.birth_dates == (date(2000, 2, 29),)


def test_serial_zero_and_series_of_digits_are_refused() -> None:
    assert refusal("5108014101900000")[0] == "nik_serial"
    assert refusal("1111111111111111")[0] == "nik_series"
    assert refusal("1234567890123456")[0] == "nik_series"


def test_the_day_says_the_gender() -> None:
    assert Nik.parse(MADE_UP, today=TODAY).gender == "P"
    assert Nik.parse("5108010101900001", today=TODAY).gender == "L"
    assert Nik.parse("5108013101900001", today=TODAY).gender == "L"
    assert Nik.parse("5108017101900001", today=TODAY).gender == "P"


def test_the_century_is_chosen_only_where_it_can_be_known() -> None:
    only_past = Nik.parse(MADE_UP, today=TODAY)
    assert only_past.birth_date() == date(1990, 1, 1)
    both = Nik.parse("5108010101150001", today=TODAY)
    assert both.birth_dates == (date(1915, 1, 1), date(2015, 1, 1))
    assert both.birth_date() is None
    assert both.birth_date(adult=True) == date(1915, 1, 1)
    assert both.birth_date(adult=False) == date(2015, 1, 1)
    assert only_past.birth_date(adult=False) is None


def test_a_nik_is_masked_wherever_it_is_printed() -> None:
    """Never log a full NIK."""
    nik = Nik.parse(MADE_UP, today=TODAY)
    assert nik.masked == "510801••••••0001"
    assert nik.grouped == "5108 0141 0190 0001"
    for printed in (
        repr(nik),
        str(nik),
        f"{nik}",
        repr([nik]),
        repr(NomorKk(MADE_UP)),
        str(NomorKk(MADE_UP)),
    ):
        assert "410190" not in printed


def test_oddities_are_remarks_not_errors() -> None:
    """A retired region code and a differing birth date exist in real data."""
    nik = Nik.parse(MADE_UP, today=TODAY)
    assert nik_warnings(nik, known_regions={"510801"}) == []
    remarks = nik_warnings(
        nik,
        known_regions=set(),
        birth_date=date(1991, 1, 1),
        gender="L",
        nomor_kk=NomorKk.parse("5108019913900001"),
    )
    assert [remark.code for remark in remarks] == ["nik_region", "nik_birth_date", "nik_gender", "kk_date"]
    assert nik_warnings(nik, known_regions={"510801"}, birth_date=date(1990, 1, 1), gender="P") == []


def test_a_kk_number_needs_sixteen_digits_and_must_not_be_the_nik() -> None:
    """S3-17."""
    kk = NomorKk.parse("5108 0112 0315 0004", nik=MADE_UP)
    assert kk.digits == "5108011203150004"
    assert kk.issued_on == date(2015, 3, 12)
    assert list(kk_warnings(kk, today=TODAY)) == []
    with pytest.raises(IdentifierRefused) as caught:
        NomorKk.parse(MADE_UP, nik=Nik.parse(MADE_UP, today=TODAY))
    assert str(caught.value) == "Nomor KK sama dengan NIK. Nomor KK ada di bagian atas Kartu Keluarga."
    with pytest.raises(IdentifierRefused):
        NomorKk.parse("5108", nik="")
    assert NomorKk.parse("9999999999999999").digits == "9999999999999999"


@pytest.mark.parametrize(
    "text",
    [
        "081234567890",
        "0812-3456-7890",
        "62 812 3456 7890",
        "+62 812-3456-7890",
        "00628 1234567890",
        "81234567890",
        "(0812) 3456.7890",
        "+62 (0) 812 3456 7890",
        "0812–3456–7890",
    ],
)
def test_every_way_to_write_a_mobile_number_is_one_number(text: str) -> None:
    """S0-13: 0812…, 62812… and +62812… are stored as one number."""
    phone = Phone.parse(text)
    assert phone.e164 == "+6281234567890"
    assert (phone.wa, phone.local, phone.last4) == ("6281234567890", "0812 3456 7890", "7890")
    assert phone.masked == "0812-••••-7890"
    assert "3456" not in repr(phone)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(021) 5551234", "phone_landline"),
        ("0812345", "phone_short"),
        ("081234567890123", "phone_long"),
        ("+1 202 555 0100", "phone_abroad"),
        ("0065 8123 4567", "phone_abroad"),
        ("nomor saya", "phone_letters"),
        ("", "phone_letters"),
        ("٠٨١٢٣٤٥٦٧٨٩٠", "phone_letters"),
    ],
)
def test_what_cannot_receive_a_message_is_refused(text: str, code: str) -> None:
    with pytest.raises(IdentifierRefused) as caught:
        Phone.parse(text)
    assert caught.value.code == code
    assert text not in str(caught.value) or not text


def test_a_short_number_is_answered_with_an_example() -> None:
    with pytest.raises(IdentifierRefused, match=r"Nomor WhatsApp kurang lengkap\. Contoh: 0812 3456 7890\."):
        Phone.parse("0812 345")


@given(born=st.dates(date(1930, 1, 1), TODAY), woman=st.booleans(), serial=st.integers(1, 9999))
def test_every_nik_that_can_be_issued_is_accepted(born: date, woman: bool, serial: int) -> None:
    text = f"510806{born.day + 40 * woman:02d}{born:%m%y}{serial:04d}"
    nik = Nik.parse(text, today=TODAY)
    assert born in nik.birth_dates
    assert nik.gender == ("P" if woman else "L")
    assert nik.birth_date(adult=age(born, TODAY) >= 17) is not None


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text: str) -> None:
    for read in (
        lambda: Nik.parse(text, today=TODAY),
        lambda: NomorKk.parse(text),
        lambda: Phone.parse(text),
    ):
        with contextlib.suppress(IdentifierRefused):
            read()


@given(st.text("0123456789", min_size=9, max_size=12))
def test_a_phone_survives_all_its_own_forms(digits: str) -> None:
    phone = Phone("8" + digits[1:])
    assert {Phone.parse(form).e164 for form in (phone.e164, phone.wa, phone.local)} == {phone.e164}


def test_age_counts_whole_years() -> None:
    assert age(date(2009, 11, 22), TODAY) == 16
    assert age(date(2009, 11, 21), TODAY) == 17
    assert age(date(2008, 2, 29), date(2025, 2, 28)) == 16
