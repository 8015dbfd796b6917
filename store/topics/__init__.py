"""Topics: automatic tags, each given by rules that a reader can read, change and contradict.

`topics.toml` beside this folder holds the rules. A text is a row of words; a pattern is found where its words
stand; each place found is worth what its rule says, and a topic is given to a paper whose places are worth 1
together. Nothing here knows numpy: the index takes the same matcher and feeds it many papers at a time.
"""
