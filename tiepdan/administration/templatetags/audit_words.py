"""The audit in words, for its page."""

from django import template

from tiepdan.administration.audit_words import words_of

register = template.Library()
register.filter("audit_words", words_of)
