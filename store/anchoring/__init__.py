"""Passages of a text, told so that they are found again in another version of it. Pure: texts in, places out.

A passage is told by its exact quote, by what stands before and after it, and by its offsets, as the
TextQuoteSelector and the TextPositionSelector of the W3C's Web Annotation Data Model do (2017); here the
offsets also name the version that they count in. `passages` tells a passage; `following` finds it again
in a revision, and says so where it cannot: what it returns is never a guess.
"""
