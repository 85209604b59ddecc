using Liaison.Sandbox.Dynamics.Metadata;

namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>What a request is, in the words of counters and fault switches.</summary>
public static class Operation
{
    public static (string Name, string? Table) Of(ApiRequest request, Schema schema)
    {
        string? Named() => request.Path.Count > 0 ? schema.OfSet(request.Path[0].Name)?.Name : null;
        return (request.Method, request.Path) switch
        {
            (_, []) => ("service", null),
            (_, [{ Name: "$batch" }]) => ("batch", null),
            (_, [{ Name: "WhoAmI" or "RetrieveVersion" }]) => ("whoami", null),
            (_, [{ Name: "EntityDefinitions" or "$metadata" }, ..]) => ("describe", null),
            (_, [{ Name: "InitializeAnnotationBlocksUpload" or "UploadBlock" or "CommitAnnotationBlocksUpload" or "InitializeAnnotationBlocksDownload" or "DownloadBlock" }]) => ("blocks", "annotation"),
            (_, [{ Name: "CloseIncident" }]) => ("action", "incident"),
            ("GET", [{ Key: null }, ..]) => ("query", Named()),
            ("GET", _) => ("get", Named()),
            ("POST", [{ Key: null }, ..]) => ("create", Named()),
            ("PATCH", _) => ("upsert", Named()),
            ("DELETE", [_]) => ("delete", Named()),
            _ => ("update", Named()),
        };
    }
}
