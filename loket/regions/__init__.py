"""Wilayah: provinces, kabupaten/kota, kecamatan and desa/kelurahan with their national codes.

The truth about which regions exist today and what they are called. It knows nothing of tenants, and retired
codes are not in it: an unknown NIK prefix is a warning, never a refusal.
"""
