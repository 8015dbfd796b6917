"""What happens to words when everything goes wrong at once: `python -m tests.vault.harness --help`."""
