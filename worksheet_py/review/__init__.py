"""One reflection reviewed: profile, prompts, action plan and summary."""
