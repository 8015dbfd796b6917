"""The vault: papers and lists as markdown files that people edit too, merged both ways, nothing lost."""
