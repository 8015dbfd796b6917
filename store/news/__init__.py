"""What is new: what each import brought, changed, or no longer has, and what came since a reader looked."""
