namespace Liaison.Connectors.VirtualObserver;

/// <summary>Bodies to begin with. CSI publishes no format of its own; these follow the nearest public one (https://cloud.google.com/contact-center/ccai-platform/docs/qm-call-session-data).</summary>
internal static class VirtualObserverDefaults
{
    public const string SessionBody = """
        {
          "type": "CallState",
          "id": "{{ event.id }}",
          "sequence": {{ event.sequence }},
          "timestamp": "{{ event.time }}",
          "change": "{{ event.change }}",
          "item": {
            "CallID": "{{ session.externalId }}",
            "SessionID": "{{ session.id }}",
            "State": "{{ event.state }}",
            "PreviousState": {{ event.previousState }},
            "Channel": "{{ session.channel }}",
            "Direction": "{{ session.direction }}",
            "Initiator": "{{ session.ani }}",
            "Dialled": "{{ session.dnis }}",
            "Queue_path_names": {{ session.queues }},
            "Recording_permitted": {{ session.recordingPermitted }},
            "Participants": {{ session.participants }},
            "MediaID": "{{ session.id }}"
          }
        }
        """;

    public const string AgentBody = """
        {
          "type": "AgentState",
          "id": "{{ event.id }}",
          "sequence": {{ event.sequence }},
          "timestamp": "{{ event.time }}",
          "item": {
            "ParticipantID": "{{ agent.id }}",
            "Email": "{{ agent.email }}",
            "Name": "{{ agent.name }}",
            "State": "{{ event.state }}",
            "PreviousState": {{ event.previousState }},
            "Reason": {{ agent.reason }},
            "SessionID": {{ agent.session }},
            "Queue": {{ agent.queue }}
          }
        }
        """;
}
