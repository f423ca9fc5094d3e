"""The forms of shared parts: each makes the definition that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.applications.labels import OTHER, REASONS
from loket.applications.reasons import slug_of
from loket.catalogue.editing import clean
from loket.catalogue.editing_fields import change_kind, choices_from, lines_of
from loket.catalogue.editing_kinds import KIND_NAMES, KINDS, kind_of
from loket.catalogue.models import Section

from .element import LONGEST, english, words
from .papers import SAMPLES

Definition = Mapping[str, Any]
_MOST_OPTIONS = 400
MEDIA = (
    ("card", _("Kartu")),
    ("a4_tte", _("Lembar A4 bertanda tangan elektronik")),
    ("a4", _("Lembar A4")),
    ("paper", _("Salinan kertas")),
    ("message", _("Pemberitahuan")),
    ("portal", _("Di portal")),
    ("app", _("Di aplikasi")),
    ("endorsement", _("Catatan pada akta")),
)
USES = (
    ("paper", _("Minta perbaikan foto")),
    ("field", _("Minta perbaikan isian")),
    ("reject", _("Tolak")),
    ("cancel", _("Batalkan")),
)


class SharedForm(forms.Form):
    """A shared part. ``revisi`` 0 is a new one."""

    revisi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False, initial=0)
    label_id = words(_("Nama"))
    label_en = english(_("Nama dalam bahasa Inggris"))

    def __init__(
        self, data: Mapping[str, Any] | None, *, definition: Definition, revision: int, shared: Definition
    ) -> None:
        self.definition, self.shared = definition, shared
        super().__init__(
            data, initial={**definition, **self.first(definition), "revisi": revision}, auto_id="b-%s"
        )
        self.shape()

    def first(self, definition: Definition) -> Mapping[str, Any]:
        """What the inputs hold at first beyond the definition's own words."""
        return {}

    def shape(self) -> None:
        """What a file says stays possible, even where this form would not offer it."""
        for name, field in self.fields.items():
            own = self.definition.get(name)
            if isinstance(field, forms.ChoiceField) and own:
                offered: list[Any] = list(field.choices)  # type: ignore[arg-type]  # pairs, never a callable here
                if own not in {value for value, _words in offered}:
                    words_ = _("Foto contoh kantor ini") if str(own).startswith("foto:") else own
                    field.choices = [(own, words_), *offered]

    def made(self) -> dict[str, Any]:
        """The definition with what was typed."""
        given = {key: value for key, value in self.cleaned_data.items() if key != "revisi"}
        return clean({**self.definition, **given})


class QuestionForm(SharedForm):
    """A question that many services ask."""

    label_id = words(_("Pertanyaan"))
    label_en = english(_("Pertanyaan dalam bahasa Inggris"))
    jenis = forms.ChoiceField(label=_("Jenis"))
    required = forms.BooleanField(label=_("Harus dijawab"), required=False)
    help_id = words(_("Bantuan di bawah pertanyaan"), required=False)
    help_en = english(_("Bantuan dalam bahasa Inggris"))
    example_id = words(_("Contoh jawaban"), required=False)
    daftar = forms.ChoiceField(label=_("Pilihan dari"), required=False)
    pilihan = forms.CharField(
        label=_("Pilihan, satu di tiap baris"),
        required=False,
        max_length=20000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Untuk jenis “Pilih”. Bahasa Inggris di belakang garis tegak: Hilang | Lost"),
    )

    def first(self, definition: Definition) -> Mapping[str, Any]:
        chosen = kind_of(definition) if definition else "text"
        lines = lines_of(definition.get("choices") or ())
        return {
            "jenis": chosen,
            "pilihan": lines,
            "daftar": definition.get("choices_ref") or "",
            "required": definition.get("required", True),
        }

    def shape(self) -> None:
        kind = kind_of(self.definition) if self.definition else "text"
        other = [(kind, KIND_NAMES["other"])] if kind not in KINDS else []
        self.fields["jenis"].choices = [*other, *((key, KIND_NAMES[key]) for key in KINDS if key != "people")]  # type: ignore[attr-defined]  # a choice field
        lists = [(name, name.replace("_", " ")) for name in self.shared.get("choice_lists") or {}]
        self.fields["daftar"].choices = [("", _("Pilihan sendiri")), *lists]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """A choice needs options."""
        given: dict[str, Any] = super().clean() or {}
        chooses = given.get("jenis") in ("choice", "choices") and not self.definition.get("choices_source")
        if chooses and not given.get("daftar") and len((given.get("pilihan") or "").splitlines()) < 2:
            self.add_error("pilihan", _("Tulis paling sedikit dua pilihan, satu di tiap baris."))
        return given

    def made(self) -> dict[str, Any]:
        given = self.cleaned_data
        row = {**self.definition, **change_kind(self.definition, given["jenis"])}
        row |= {
            key: given[key]
            for key in ("label_id", "label_en", "required", "help_id", "help_en", "example_id")
        }
        if row.get("type") == "choice" and not row.get("choices_source"):
            row |= {"choices_ref": given["daftar"], "choices": None}
            if not given["daftar"]:
                row["choices"] = choices_from(given["pilihan"], self.definition.get("choices") or ())
        return clean(row)


class ListForm(forms.Form):
    """A choice list; its options stand one in each line."""

    revisi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    pilihan = forms.CharField(
        label=_("Pilihan, satu di tiap baris"),
        max_length=60000,
        widget=forms.Textarea({"rows": 14}),
        help_text=_("Bahasa Inggris di belakang garis tegak: Hilang | Lost"),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, definition: Definition, revision: int, shared: Definition
    ) -> None:
        self.definition, self.shared = definition, shared
        lines = lines_of(definition.get("options") or ())
        super().__init__(data, initial={"pilihan": lines, "revisi": revision}, auto_id="b-%s")

    def clean_pilihan(self) -> str:
        """A list of at least two, at most four hundred, none twice, none too long."""
        text: str = self.cleaned_data["pilihan"]
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        shown = [line.split("|")[0].strip() for line in lines]
        if not 2 <= len(lines) <= _MOST_OPTIONS:
            raise forms.ValidationError(_("Daftar berisi 2 sampai 400 pilihan."))
        if any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(_("Salah satu pilihan terlalu panjang."))
        if len(set(shown)) != len(shown):
            raise forms.ValidationError(_("Ada pilihan yang tertulis dua kali."))
        return text

    def made(self) -> dict[str, Any]:
        """The definition with these options; words that stay keep their values."""
        options = choices_from(self.cleaned_data["pilihan"], self.definition.get("options") or ())
        return {**self.definition, "options": options}


class PhotoKindForm(SharedForm):
    """A kind of photo: what it shows, what must be seen, a sample drawn or photographed."""

    title_id = words(_("Judul layar foto"), required=False)
    help_id = words(_("Yang harus terlihat di foto"), required=False)
    sample = forms.ChoiceField(label=_("Gambar contoh"), choices=SAMPLES, required=False)
    foto = forms.FileField(
        label=_("Atau foto contoh sendiri"),
        required=False,
        help_text=_("Foto JPG atau PNG tanpa data orang sungguhan. Warga melihatnya di layar foto."),
        widget=forms.ClearableFileInput({"accept": "image/*"}),
    )
    title_en = english(_("Judul layar dalam bahasa Inggris"))
    help_en = english(_("Yang harus terlihat, dalam bahasa Inggris"))
    sensitivity = forms.ChoiceField(
        label=_("Kerahasiaan"),
        required=False,
        choices=[("biasa", _("Biasa")), ("tinggi", _("Tinggi")), ("spesifik", _("Data pribadi spesifik"))],
    )

    def made(self) -> dict[str, Any]:
        """The photo itself is stored by the page, which then names it."""
        return {key: value for key, value in super().made().items() if key != "foto"}


class OutputForm(SharedForm):
    """An issued document."""

    medium = forms.ChoiceField(label=_("Bentuk"), choices=MEDIA)
    self_printable = forms.BooleanField(label=_("Boleh dicetak sendiri oleh warga"), required=False)


class ReasonForm(forms.Form):
    """A reason an officer picks by one key: his words, and the resident's sentence in both languages."""

    revisi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False, initial=0)
    use = forms.ChoiceField(label=_("Dipakai untuk"), choices=USES)
    key = forms.RegexField(
        r"^[1-9]$", label=_("Tombol angka"), error_messages={"invalid": _("Satu angka, 1 sampai 9.")}
    )
    label_id = forms.CharField(label=_("Kata untuk petugas"), max_length=60)
    resident_id = forms.CharField(
        label=_("Kalimat untuk warga"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("{item} menjadi nama foto atau isian yang dimaksud."),
    )
    resident_en = forms.CharField(
        label=_("Kalimat itu dalam bahasa Inggris"), max_length=300, widget=forms.Textarea({"rows": 2})
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, definition: Definition, revision: int, shared: Definition
    ) -> None:
        self.definition, self.shared = definition, shared
        super().__init__(data, initial={**definition, "revisi": revision}, auto_id="b-%s")

    def clean(self) -> dict[str, Any]:
        """No placeholder but {item}; no key twice for one use."""
        given: dict[str, Any] = super().clean() or {}
        for name in ("resident_id", "resident_en"):
            text = str(given.get(name) or "").replace("{item}", "")
            if "{" in text or "}" in text:
                self.add_error(name, _("Hanya {item} yang boleh dipakai di sini."))
        for row in _reasons(self.shared):
            same = row.get("use") == given.get("use") and row.get("key") == given.get("key")
            if same and row["slug"] != self.definition.get("slug"):
                self.add_error("key", _("Angka ini sudah dipakai alasan lain."))
                break
        return given

    def made(self) -> dict[str, Any]:
        """The definition of the reason."""
        names = ("use", "key", "label_id", "resident_id", "resident_en")
        return {name: self.cleaned_data[name] for name in names}


def _reasons(shared: Definition) -> list[Definition]:
    """Reasons with their numbers: the dinas' own, and packaged ones it has not changed."""
    own = list(shared.get("reasons") or ())
    known = {row["slug"] for row in own}
    packaged = [
        {"slug": slug_of(one), "use": one.use, "key": one.key}
        for one in REASONS
        if one.code != OTHER and slug_of(one) not in known
    ]
    return [*own, *packaged]


AnyForm = SharedForm | ListForm | ReasonForm
FORMS: Mapping[str, type[AnyForm]] = {
    Section.SHARED_FIELDS: QuestionForm,
    Section.COMMON_FIELDS: QuestionForm,
    Section.CHOICE_LISTS: ListForm,
    Section.DOCUMENTS: PhotoKindForm,
    Section.OUTPUTS: OutputForm,
    Section.REASONS: ReasonForm,
}
