"""Notifications: messages, subscriptions and emails."""
