"""The resumable upload of photos and PDFs, piece by piece."""
