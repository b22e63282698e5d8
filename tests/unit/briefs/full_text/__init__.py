"""Full text of papers for their briefs."""
