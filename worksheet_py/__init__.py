"""A co-production self-reflection: the tool's words, what people wrote, profile, plan and saved documents.

One way only: tool <- reflection <- saved, profile, plan <- summary, perspectives, rounds <- api. The modules
words, strict and when know nothing of the others. Nothing here knows a browser, a network or a clock.
"""

__version__ = "0.1.0"
