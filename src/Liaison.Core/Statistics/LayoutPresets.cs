namespace Liaison.Core.Statistics;

/// <summary>Layouts to start from, by what is public of the products that read them. None is promised: each receiver's own import settings decide.</summary>
public static class LayoutPresets
{
    public static IReadOnlyList<LayoutPreset> All { get; } =
    [
        new("calabrio", "Calabrio (Teleopti)", "Columns as Teleopti’s queue_log and agent_log name them; commas, a heading, local time beside UTC. Times are seconds.",
        [
            new("Queues", LayoutSubject.Queues, "queue_{utc:yyyyMMdd'T'HHmm}Z_{sequence}.csv",
            [
                new("minutes", "interval"), new("startLocal", "date_from", "yyyy-MM-dd"), new("startLocal", "time", "HH:mm"), new("queue", "queue"), new("queue", "queue_name"), new("offered", "offd_direct_call_cnt"),
                new("movedIn", "overflow_in_call_cnt"), new("abandoned", "aband_call_cnt"), new("movedOut", "overflow_out_call_cnt"), new("answered", "answ_call_cnt"),
                new("waitAnswered", "queued_and_answ_call_dur"), new("waitAbandoned", "queued_and_aband_call_dur"), new("contact", "talking_call_dur"), new("wrapUp", "wrap_up_dur"),
                new("longestAnswered", "queued_answ_longest_que_dur"), new("longestAbandoned", "queued_aband_longest_que_dur"), new("staffedAgents", "avg_avail_member_cnt"), new("answeredInTime", "ans_servicelevel_cnt"),
                new("idle", "wait_dur"), new("abandonedShort", "aband_short_call_cnt"), new("abandonedInTime", "aband_within_sl_cnt"), new("startUtc", "utc_from"), new("zone", "time_zone"),
            ]),
            new("Agents", LayoutSubject.Agents, "agent_{utc:yyyyMMdd'T'HHmm}Z_{sequence}.csv",
            [
                new("minutes", "interval"), new("startLocal", "date_from", "yyyy-MM-dd"), new("startLocal", "time", "HH:mm"), new("agent", "agent_id"), new("agentName", "agent_name"), new("queue", "queue"), new("queue", "queue_name"),
                new("staffed", "avail_dur"), new("worked", "tot_work_dur"), new("contact", "talking_call_dur"), new("paused", "pause_dur"), new("idle", "wait_dur"), new("wrapUp", "wrap_up_dur"), new("answered", "answ_call_cnt"),
                new("directOut", "direct_out_call_cnt"), new("directOutTime", "direct_out_call_dur"), new("directIn", "direct_in_call_cnt"), new("directInTime", "direct_in_call_dur"),
                new("transferredOut", "transfer_out_call_cnt"), new("admin", "admin_dur"), new("startUtc", "utc_from"), new("zone", "time_zone"),
            ]),
        ]),
        new("iex", "NICE IEX", "Pipes and a #fields line, as queue exports for IEX have. The name holds UTC: local names come twice when clocks go back.",
        [
            new("Queues", LayoutSubject.Queues, "ctQueue_{utc:MMddyy_HHmm}_{sequence}.txt",
            [
                new("startLocal", "date", "MMddyy"), new("startLocal", "time", "HHmm"), new("offset", "utcOffset"), new("minutes", "period"), new("queue", "queueID"), new("queue", "queueDescription"), new("entered", "offered"),
                new("answered", "handled"), new("abandoned", "abandoned"), new("answeredInTime", "inServiceLevel"), new("waitAnswered", "queueDelayTime"), new("contact", "talkTime"), new("wrapUp", "workTime"), new("staffed", "staffedTime"),
            ], "|", HeaderPrefix: "#fields: ", UnixLines: true),
            new("Agents", LayoutSubject.Agents, "ctAgent_{utc:MMddyy_HHmm}_{sequence}.txt",
            [
                new("startLocal", "date", "MMddyy"), new("startLocal", "time", "HHmm"), new("offset", "utcOffset"), new("minutes", "period"), new("agent", "agentID"), new("agentName", "agentName"), new("queue", "queueID"),
                new("answered", "handled"), new("contact", "talkTime"), new("wrapUp", "workTime"), new("idle", "availableTime"), new("paused", "auxOutTime"), new("admin", "auxInTime"), new("directOut", "outboundContacts"), new("directOutTime", "outboundTime"),
            ], "|", HeaderPrefix: "#fields: ", UnixLines: true),
        ]),
        new("verint", "Verint", "Figures of queues and agents with times in UTC, semicolons, and a control line. Columns to be agreed with whoever runs the import.",
        [
            new("Queues", LayoutSubject.Queues, "queue_statistics_{utc:yyyyMMddHHmm}_{sequence}.csv",
            [
                new("startUtc", "StartTime"), new("endUtc", "EndTime"), new("queue", "QueueId"), new("queue", "QueueName"), new("entered", "ContactsReceived"), new("answered", "ContactsHandled"), new("abandoned", "ContactsAbandoned"),
                new("answeredInTime", "ContactsInServiceLevel"), new("averageHandle", "AverageHandleTime"), new("averageWait", "AverageSpeedOfAnswer"), new("serviceLevel", "ServiceLevel"), new("staffedAgents", "StaffedAgents"),
            ], ";", ControlLine: true),
            new("Agents", LayoutSubject.Agents, "agent_statistics_{utc:yyyyMMddHHmm}_{sequence}.csv",
            [
                new("startUtc", "StartTime"), new("endUtc", "EndTime"), new("agent", "EmployeeId"), new("agentName", "EmployeeName"), new("queue", "QueueId"), new("answered", "ContactsHandled"), new("talk", "TalkTime"), new("hold", "HoldTime"),
                new("wrapUp", "AfterContactTime"), new("idle", "AvailableTime"), new("paused", "NotReadyTime"), new("admin", "OtherWorkTime"),
            ], ";", ControlLine: true),
        ]),
        new("generic", "Generic", "Everything that is counted, under our own names, with a line that says how and a control line.",
        [
            Everything("Queues", LayoutSubject.Queues, "queues"), Everything("Agents", LayoutSubject.Agents, "agents"),
        ]),
    ];

    public static LayoutPreset? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    private static StatisticsLayout Everything(string name, LayoutSubject subject, string file) => new(
        name, subject, $"{file}_{{utc:yyyyMMdd'T'HHmm}}Z_{{sequence}}.csv", [.. StatisticsColumns.All.Where(c => c.Subjects.Contains(subject)).Select(c => new LayoutColumn(c.Name))], Preface: true, ControlLine: true);
}
