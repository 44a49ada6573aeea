"""Mark a flow run as Crashed when its heartbeat stops: nothing else sees that its worker died.

Run once against a server: ``python -m flows.heartbeat``. Runs send a heartbeat when
``PREFECT_FLOWS_HEARTBEAT_FREQUENCY`` is set for the worker (30 seconds and more).
"""

from datetime import timedelta

from prefect.automations import Automation
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

NAME = "dateline-heartbeat"
SILENCE = timedelta(seconds=90)


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
            within=SILENCE,
        ),
        actions=[
            ChangeFlowRunState(
                name="Crashed",
                state=StateType.CRASHED,
                message=f"no heartbeat for {SILENCE}",
                force=True,
            )
        ],
    )


if __name__ == "__main__":
    heartbeat_automation().create()
    print(f"automation {NAME!r} created")
