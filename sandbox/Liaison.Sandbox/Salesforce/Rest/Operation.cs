namespace Liaison.Sandbox.Salesforce.Rest;

/// <summary>What a request is, in the words of counters and fault switches.</summary>
public static class Operation
{
    public static (string Name, string? Type) Of(RestRequest request) => (request.Method, request.Path) switch
    {
        (_, ["composite"]) => ("composite", null),
        (_, ["composite", "batch"]) => ("batch", null),
        (_, ["composite", "graph"]) => ("graph", null),
        (_, ["composite", "tree", var type]) => ("tree", type),
        (_, ["composite", "sobjects", var type, ..]) => ("collections", type),
        (_, ["composite", "sobjects"]) => ("collections", null),
        (_, ["query" or "queryAll", ..]) => ("query", null),
        (_, ["search" or "parameterizedSearch", ..]) => ("search", null),
        (_, ["limits", ..]) => ("limits", null),
        (_, ["sobjects"]) => ("describe", null),
        ("GET", ["sobjects", var type, "describe"]) => ("describe", type),
        ("GET", ["sobjects", var type]) => ("describe", type),
        (_, ["sobjects", var type, ..]) when type is ("ContentVersion" or "Attachment") && (request.Method == "POST" || request.Path.Length == 4) => ("content", type),
        ("POST", ["sobjects", var type]) => ("create", type),
        ("PATCH", ["sobjects", var type, _, _]) => ("upsert", type),
        ("PATCH", ["sobjects", var type, ..]) => ("update", type),
        ("DELETE", ["sobjects", var type, ..]) => ("delete", type),
        ("GET", ["sobjects", var type, ..]) => ("get", type),
        _ => ("other", null),
    };
}
