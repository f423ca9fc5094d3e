"""Stored bytes: photos and PDFs that residents hand in, from the first piece received to the erased key.

The truth about what was received, what was made of it and where it lies. It knows bytes, not rights: a photo
of a KTP-el is served only through the door of the object that owns it, and the caller asks the right first.
Nothing a person sent is ever served; only the copy rebuilt in a decoder (security rules 13, 21 to 23, 38).
"""
