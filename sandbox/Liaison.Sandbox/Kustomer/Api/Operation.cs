namespace Liaison.Sandbox.Kustomer.Api;

/// <summary>What a request is about to do, for counters and fault switches.</summary>
public static class Operation
{
    public static string Of(string method, string[] path) => path switch
    {
        ["auth", ..] => "token",
        ["customers", "search"] or ["customers", "archive", "search"] => "search",
        ["metadata", ..] or ["klasses"] => "describe",
        [.., "bulk"] or ["bulk", ..] => "bulk",
        [_, .., var key] when method == "GET" && key.Contains('=', StringComparison.Ordinal) => "lookup",
        _ => method switch { "POST" => "create", "PUT" or "PATCH" => "update", "DELETE" => "delete", _ => "read" },
    };
}
