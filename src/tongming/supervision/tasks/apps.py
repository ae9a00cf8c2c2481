from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    """Tasks of a year."""

    name = "tongming.supervision.tasks"
    label = "supervision_tasks"
    verbose_name = _("整改任务")

    def ready(self) -> None:
        from tongming.law.words import N_
        from tongming.supervision.tasks.duties import task_duties, tasks_of
        from tongming.supervision.tasks.evidence import register_evidence
        from tongming.supervision.tasks.own import institutions_of, meetings_of, trainings_of
        from tongming.units.belongings import register_belongings
        from tongming.units.duties import register_duties

        register_duties(task_duties)
        register_belongings(tasks_of)
        register_evidence("training", N_("培训"), trainings_of)
        register_evidence("meeting", N_("会议"), meetings_of)
        register_evidence("institution", N_("工作制度"), institutions_of)
