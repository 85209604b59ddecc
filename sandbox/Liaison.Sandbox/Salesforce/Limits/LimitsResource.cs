using System.Text.Json.Nodes;
using Liaison.Sandbox.Salesforce.Rest;

namespace Liaison.Sandbox.Salesforce.Limits;

/// <summary>What the organisation may still use, and how many records it has.</summary>
public static class LimitsResource
{
    private static readonly (string Name, int Max)[] Fixed =
    [
        ("ConcurrentAsyncGetReportInstances", 200), ("ConcurrentSyncReportRuns", 20), ("ContentPublicationLimit", 2500), ("DailyAsyncApexExecutions", 250000),
        ("DailyBulkApiBatches", 15000), ("DailyBulkV2QueryJobs", 10000), ("DailyStreamingApiEvents", 10000), ("DailyWorkflowEmails", 390), ("DataStorageMB", 1024),
        ("FileStorageMB", 1024), ("HourlyPublishedPlatformEvents", 50000), ("MassEmail", 10), ("SingleEmail", 15),
    ];

    public static RestAnswer All(RestCall call)
    {
        var json = new JsonObject { ["DailyApiRequests"] = Limit(call.Org.Settings.DailyApiRequests, call.Org.Usage.Left(call.Org.Settings.DailyApiRequests)) };
        foreach (var (name, max) in Fixed)
        {
            json[name] = Limit(max, max);
        }

        return RestAnswer.Ok(json);
    }

    public static RestAnswer RecordCount(RestCall call)
    {
        var asked = call.Request.Parameter("sObjects")?.Split(',', StringSplitOptions.TrimEntries);
        var types = asked is null ? call.Schema.Objects : [.. asked.Select(call.Schema.Find).OfType<Describe.ObjectType>()];
        return RestAnswer.Ok(new JsonObject
        {
            ["sObjects"] = new JsonArray([.. types.Select(type => (JsonNode)new JsonObject { ["count"] = call.Org.Store[type].Live, ["name"] = type.Name })]),
        });
    }

    private static JsonObject Limit(long max, long left) => new() { ["Max"] = max, ["Remaining"] = left };
}
