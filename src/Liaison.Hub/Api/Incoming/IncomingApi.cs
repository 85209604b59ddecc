using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Hub.Road;
using Liaison.Storage.People;
using Microsoft.AspNetCore.Http.Features;

namespace Liaison.Hub.Api.Incoming;

/// <summary>Where other systems push their changes to: <c>/integration/confirm/crm-agent?key=…</c>. Answered at once; what follows from it happens in the background.</summary>
public static class IncomingApi
{
    public const int MostBytes = 1024 * 1024;

    private static readonly string[] Methods = ["POST", "PUT"];

    public static void MapIncoming(this IEndpointRouteBuilder routes)
    {
        // Who may come in is decided here, because the key may stand in the address and a refusal must say nothing.
        routes.MapMethods("/integration/{kind}/{channel}", Methods, Receive).ExcludeFromDescription().AllowAnonymous().DisableAntiforgery();
        routes.MapMethods("/api/service-api/{name}/integration/{kind}/{channel}", Methods, Receive).ExcludeFromDescription().AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> Receive(
        string kind, string channel, HttpContext http, KeyRecall keys, BadKeyThrottle throttle, Setups setups, ConnectorPool connectors, ConnectorCatalog catalog, IncomingChanges changes,
        ILogger<IncomingChanges> log, CancellationToken cancel)
    {
        if (await FindHolder(http.Request, keys, cancel) is not { } holder)
        {
            return Refuse(http, throttle);
        }
        var setup = await setups.Of(holder.Tenant.Id, cancel);
        var candidates = setup.Connections.Values.Where(c => c.Kind == kind && (holder.Key.Connection is not { } only || only == c.Id)).ToList();
        if (candidates is not [var connection] || !connection.Enabled || !catalog.Can<IReceiveChanges>(kind))
        {
            return candidates.Count > 1
                ? ApiProblem.Of(409, "which-connection", $"There are {candidates.Count} connections of the kind “{kind}”. Make a key for one of them.")
                : ApiProblem.Of(404, "no-such-connection", $"No connection of the kind “{kind}” takes changes with this key.");
        }
        if (await ReadBody(http, cancel) is not { } body)
        {
            return ApiProblem.Of(413, "too-large", $"A pushed change may have {MostBytes / 1024:N0} KB at most.");
        }
        using var lease = connectors.Take(connection);
        var receiver = (IReceiveChanges)lease.Connector;
        var received = receiver.Receive(new PushedBody(channel, http.Request.ContentType, body)
        {
            Headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        });
        var reply = receiver.Reply(received);
        switch (received)
        {
            case Outcome<PushedChanges>.Success(var pushed):
                var fates = await changes.Accept(connection, pushed, catalog.Find(kind)?.Pushes?.TellsAll == true, cancel);
                IncomingLog.Received(log, connection.Id.Value, fates.Count(f => f == IncomingFate.Planned), fates.Count(f => f == IncomingFate.Echo), fates.Count(f => f == IncomingFate.Known), pushed.Ignored.Count + fates.Count(f => f == IncomingFate.Unlinked));
                break;
            case Outcome<PushedChanges>.Failure(var fault):
                IncomingLog.Refused(log, connection.Id.Value, fault.Kind, reply.Status);
                break;
        }
        return TypedResults.Text(reply.Body, reply.ContentType, System.Text.Encoding.UTF8, reply.Status);
    }

    /// <summary>Keys are looked up by their hash, so how long it takes tells nothing of them.</summary>
    private static async Task<KeyHolder?> FindHolder(HttpRequest request, KeyRecall keys, CancellationToken cancel)
    {
        var header = request.Headers.Authorization.ToString();
        var key = request.Query["key"] is [{ Length: > 0 } inAddress] ? inAddress
            : request.Headers["X-Api-Key"] is [{ Length: > 0 } inHeader] ? inHeader
            : header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim()
            : "";
        return await keys.Find(key, cancel) is { } holder && holder.Key.Scopes.Contains(Scope.Integration) ? holder : null;
    }

    private static IResult Refuse(HttpContext http, BadKeyThrottle throttle)
    {
        if (throttle.Note(http.Connection.RemoteIpAddress?.ToString() ?? "") is { } wait)
        {
            http.Response.Headers.RetryAfter = $"{(int)Math.Ceiling(wait.TotalSeconds)}";
            return TypedResults.StatusCode(429);
        }
        return TypedResults.StatusCode(401);
    }

    /// <summary>The body; null when it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadBody(HttpContext http, CancellationToken cancel)
    {
        if (http.Request.ContentLength > MostBytes)
        {
            return null;
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // One byte more than may be: it tells too much from just enough.
            limit.MaxRequestBodySize = MostBytes + 1;
        }
        using var all = new MemoryStream();
        var buffer = new byte[16_384];
        try
        {
            for (var read = await http.Request.Body.ReadAsync(buffer, cancel); read > 0; read = await http.Request.Body.ReadAsync(buffer, cancel))
            {
                all.Write(buffer, 0, read);
                if (all.Length > MostBytes)
                {
                    return null;
                }
            }
        }
        catch (BadHttpRequestException tooMuch) when (tooMuch.StatusCode == 413)
        {
            return null;
        }
        return all.ToArray();
    }
}

/// <summary>What receiving tells the log: 1100 to 1109. Never a key, never a value.</summary>
internal static partial class IncomingLog
{
    [LoggerMessage(1100, LogLevel.Information, "Connection {Connection} told of changes: {Planned} are on their way into cases, {Echoes} are our own, {Known} were known, {Ignored} are not for us")]
    public static partial void Received(ILogger log, string connection, int planned, int echoes, int known, int ignored);

    [LoggerMessage(1101, LogLevel.Warning, "A push to connection {Connection} was refused ({Fault}) with status {Status}; nothing was changed")]
    public static partial void Refused(ILogger log, string connection, FaultKind fault, int status);
}
