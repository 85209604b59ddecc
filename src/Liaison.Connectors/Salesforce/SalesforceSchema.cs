using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Salesforce;

/// <summary>
/// The descriptions of record types, asked of Salesforce: where one is known already, whether it is still true, which costs an answer of nothing if it is.
/// The fault SchemaDrift says that there is no such type for us.
/// </summary>
internal static class SalesforceSchema
{
    /// <summary>A description fills a quarter of a megabyte; the log needs only to show that it came.</summary>
    private const int Shown = 500;

    public static Descriptions<DescribedType> Of(SalesforceClient client, TimeProvider time) => new(time, 80, (type, known, calls, cancel) => Ask(client, type, known, calls, cancel),
        static type => new Fault(FaultKind.SchemaDrift, $"Salesforce has no record type {type}, or the user we work as may not see it.", Code: "INVALID_TYPE"));

    private static async Task<Outcome<DescribedType?>> Ask(SalesforceClient client, string type, DescribedType? known, Calls calls, CancellationToken cancel)
    {
        var call = new SalesforceCall(HttpMethod.Get, $"/sobjects/{type}/describe")
        {
            Headers = known switch
            {
                { Tag: { } tag } => [new("If-None-Match", tag)],
                { Modified: { } modified } => [new("If-Modified-Since", modified)],
                _ => [],
            },
            ShownAnswer = Shown,
        };
        if ((await client.Send(call, calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault.Kind == FaultKind.NotFound || fault.Code is "INVALID_TYPE" ? (DescribedType?)null : fault;
        }
        if (reply.Status == 304 && known is not null)
        {
            return known;
        }
        return Read(reply) is { } described ? described with { Tag = reply.Headers.GetValueOrDefault("ETag"), Modified = reply.Headers.GetValueOrDefault("Last-Modified") }
            : SalesforceErrors.NoAnswer($"Salesforce's description of {type} cannot be read.", writes: false);
    }

    private static DescribedType? Read(HttpReply reply)
    {
        try
        {
            return reply.IsHtml ? null : DescribeReader.Read(JsonParts.Parse(reply.Body));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
