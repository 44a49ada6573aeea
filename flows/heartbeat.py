"""Mark a flow run as Crashed when its heartbeat stops: nothing else sees that its worker died.

Run once against a server: ``python -m flows.heartbeat``, with the same
``PREFECT_FLOWS_HEARTBEAT_FREQUENCY`` (seconds, 30 and more) as the worker has.
"""

import os
from datetime import timedelta

from prefect.automations import Automation
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

NAME = "dateline-heartbeat"
DEFAULT_FREQUENCY_SECONDS = 180
BEATS_MISSED = 3


def silence() -> timedelta:
    """How long a run may be silent: three beats of the frequency that the environment sets."""
    seconds = os.environ.get("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", DEFAULT_FREQUENCY_SECONDS)
    return timedelta(seconds=BEATS_MISSED * int(seconds))


def heartbeat_automation() -> Automation:
    """The automation: a run that beat once and then neither beats nor ends has crashed."""
    return Automation(
        name=NAME,
        description="A run whose worker died does not stay Running.",
        trigger=EventTrigger(
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            for_each={"prefect.resource.id"},
            after={"prefect.flow-run.heartbeat"},
            expect={
                "prefect.flow-run.heartbeat",
                "prefect.flow-run.Completed",
                "prefect.flow-run.Failed",
                "prefect.flow-run.Cancelled",
                "prefect.flow-run.Crashed",
            },
            posture=Posture.Proactive,
            threshold=1,
            within=silence(),
        ),
        actions=[
            ChangeFlowRunState(
                name="Crashed",
                state=StateType.CRASHED,
                message=f"no heartbeat for {silence()}",
                force=True,
            )
        ],
    )


if __name__ == "__main__":
    heartbeat_automation().create()
    print(f"automation {NAME!r} created")
