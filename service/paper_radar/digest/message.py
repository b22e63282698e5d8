"""The digest as a mail."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from paper_radar.digest.rendering import Rendered
from paper_radar.digest.settings import Mail

WHOLE = 45.0  # seconds a server has for all of it


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way; `name` tells it from all others, and makes the same of the same digest, sent again. A
    server has `whole` seconds to take it, as somebody may be waiting.
    """

    mail: Mail
    password: str = field(repr=False)
    rendered: Rendered
    name: str
    at: datetime
    whole: float = WHOLE


def message(outgoing: Outgoing) -> EmailMessage:
    """The message, all of it in ASCII on the wire. Nothing in it can end a header: the parts refuse line breaks."""
    mail, rendered = outgoing.mail, outgoing.rendered
    made = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    made["Subject"] = rendered.subject
    made["From"] = Address("Paper Radar", addr_spec=mail.address)
    made["To"] = Address(addr_spec=mail.to)
    made["Date"] = format_datetime(outgoing.at)
    domain = mail.address.rpartition("@")[2]
    made["Message-ID"] = f"<digest.{re.sub('[^0-9A-Za-z.-]', '-', outgoing.name)}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made.set_content(rendered.text)
    made.add_alternative(rendered.html, subtype="html")
    return made
