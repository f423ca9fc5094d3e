"""Help for residents who would rather not do it alone: simple mode, a call back, who may type for them."""
