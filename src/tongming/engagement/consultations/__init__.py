"""Consultations on drafts (意见征集): a draft, what people say of it, what became of that."""
