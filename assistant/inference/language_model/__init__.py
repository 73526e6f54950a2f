"""Language models: what one is asked and replies, and the client of those behind the OpenAI protocol."""

from assistant.inference.language_model.budget import Budget
from assistant.inference.language_model.capabilities import Capabilities, CapabilityStore, Format
from assistant.inference.language_model.chat_model import LONGEST_REPLY, ChatModel, Message, Reply
from assistant.inference.language_model.client import OPENAI_URL, LanguageModel
from assistant.inference.language_model.setting_names import SettingNames
from assistant.inference.language_model.trace import Trace

__all__ = [
    "LONGEST_REPLY",
    "OPENAI_URL",
    "Budget",
    "Capabilities",
    "CapabilityStore",
    "ChatModel",
    "Format",
    "LanguageModel",
    "Message",
    "Reply",
    "SettingNames",
    "Trace",
]
