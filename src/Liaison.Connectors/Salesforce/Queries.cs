using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>Runs queries: one in the address, several of them, or a long one, in the body of a composite. Either is one call of the organisation's allowance.</summary>
internal static class Queries
{
    /// <summary>Addresses end at 16,384 bytes with their headers; a long token is among those.</summary>
    private const int LongestAddress = 6000;

    public static async Task<Outcome<JsonElement>> Run(SalesforceClient client, string soql, int pageSize, Calls calls, CancellationToken cancel)
    {
        var path = "/query/?q=" + Uri.EscapeDataString(soql);
        if (path.Length <= LongestAddress)
        {
            return await client.Ask(new SalesforceCall(HttpMethod.Get, path) { Headers = [new("Sforce-Query-Options", $"batchSize={Math.Clamp(pageSize, 200, 2000)}")] }, calls, cancel);
        }
        return (await InComposite(client, [soql], calls, cancel)).Match<Outcome<JsonElement>>(all => all[0], fault => fault);
    }

    public static async Task<Outcome<IReadOnlyList<JsonElement>>> Run(SalesforceClient client, IReadOnlyList<string> queries, Calls calls, CancellationToken cancel)
    {
        if (queries.Count > 1)
        {
            return await InComposite(client, queries, calls, cancel);
        }
        return (await Run(client, queries[0], 200, calls, cancel)).Match<Outcome<IReadOnlyList<JsonElement>>>(one => new[] { one }, fault => fault);
    }

    private static async Task<Outcome<IReadOnlyList<JsonElement>>> InComposite(SalesforceClient client, IReadOnlyList<string> queries, Calls calls, CancellationToken cancel)
    {
        var requests = queries.Select((soql, at) => new CompositePart(HttpMethod.Get, "/query/?q=" + Uri.EscapeDataString(soql), $"q{at}")).ToList();
        if ((await Composite.Send(client, requests, allOrNone: false, writes: false, calls, cancel)).Failed(out var fault, out var answers))
        {
            return fault;
        }
        return answers.FirstOrDefault(answer => !answer.IsSuccess) is { } wrong ? wrong.Fault(writes: false) : answers.Select(answer => answer.Body).ToList();
    }
}
