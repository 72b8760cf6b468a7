"""Work side by side: bounded numbers of threads or tasks, helper threads, and what ends a wait."""
