using System.Text.Json;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Cases;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Road;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Where sources tell of sessions.</summary>
public static class EventApi
{
    public const int MostEvents = 2_000;

    private const int MostBytes = 8 * 1024 * 1024;
    private const string One = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";

    public static void MapEvents(this IEndpointRouteBuilder routes) => routes.MapPost("/events", Take).WithTags("Sessions")
        .Says("tellFacts", $"Takes facts about sessions as CloudEvents 1.0: one, a batch of up to {MostEvents:N0}, or one in binary mode. They are durable when the answer comes; an event that is sent again changes nothing.")
        .Accepts<CloudEventBody>(One, Batch, "application/json").Needs(Permission.SessionsTell).WithMetadata(new RequestSizeLimitAttribute(MostBytes));

    private static async Task<Results<Accepted<EventsAnswer>, ProblemHttpResult>> Take(Caller caller, HttpContext http, SessionDesk desk, PublicAddress address, CancellationToken cancel)
    {
        var (events, problem) = await Read(http.Request, cancel);
        if (problem is not null)
        {
            return problem;
        }
        var hub = address.Of(http.Request);
        var outcomes = await Task.WhenAll(events!.Select(e => e.Fact is null ? Task.FromResult<SessionOutcome>(new SessionOutcome.Invalid(e.Problems)) : desk.Tell(caller.TenantId, caller.Actor.Name, e.Fact, hub, cancel)));
        var refused = events!.Zip(outcomes, static (e, outcome) => outcome switch
        {
            SessionOutcome.Invalid(var problems) => new RefusedEvent(e.Index, e.Id, problems),
            SessionOutcome.Full(var why) => new RefusedEvent(e.Index, e.Id, [new Problem("", "session-full", why)]),
            _ => null,
        }).OfType<RefusedEvent>().ToList();
        if (refused.Count == events!.Count && events.Count > 0)
        {
            var single = http.Request.ContentType?.StartsWith(Batch, StringComparison.OrdinalIgnoreCase) != true;
            return ApiProblem.Invalid("invalid-event", single ? "The event was not taken." : "None of the events was taken.",
                [.. refused.SelectMany(r => r.Problems.Select(p => single ? p : p with { At = $"/{r.Index}{p.At}" })).Take(200)]);
        }
        return TypedResults.Accepted((string?)null, new EventsAnswer(
            outcomes.Count(o => o is SessionOutcome.Taken), outcomes.Count(o => o is SessionOutcome.Known), refused,
            [.. outcomes.OfType<SessionOutcome.Taken>().Select(t => t.Session).Distinct()]));
    }

    private static async Task<(IReadOnlyList<ReadEvent>? Events, ProblemHttpResult? Problem)> Read(HttpRequest request, CancellationToken cancel)
    {
        var type = request.ContentType?.Split(';')[0].Trim();
        var binary = request.Headers.ContainsKey("ce-specversion");
        if (!string.Equals(type, One, StringComparison.OrdinalIgnoreCase) && !string.Equals(type, Batch, StringComparison.OrdinalIgnoreCase) && !(binary && type?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true))
        {
            return (null, ApiProblem.Of(415, "wrong-content-type", $"Send {One}, {Batch}, or JSON with the event's attributes in ce- headers."));
        }
        JsonElement body;
        try
        {
            body = (await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { MaxDepth = 16 }, cancel)).RootElement;
        }
        catch (JsonException broken)
        {
            return (null, ApiProblem.Of(400, "malformed", $"The body is not JSON that can be read: {broken.Message}"));
        }
        if (!string.Equals(type, Batch, StringComparison.OrdinalIgnoreCase))
        {
            return ([binary && !string.Equals(type, One, StringComparison.OrdinalIgnoreCase) ? CloudEvents.Read(request.Headers, body) : CloudEvents.Read(body, 0)], null);
        }
        return body.ValueKind != JsonValueKind.Array ? (null, ApiProblem.Of(400, "malformed", "A batch is a JSON array of events."))
            : body.GetArrayLength() > MostEvents ? (null, ApiProblem.Of(413, "too-large", $"A batch may have {MostEvents:N0} events at most."))
            : ([.. body.EnumerateArray().Select(CloudEvents.Read)], null);
    }
}

/// <summary>A CloudEvent, for the API's description.</summary>
/// <param name="Subject">The source's own id of the session.</param>
/// <param name="Type">liaison.session.…: see the guide to sessions.</param>
public sealed record CloudEventBody(string Specversion, string Id, string Source, string Type, string Subject, DateTimeOffset Time, object Data);

/// <param name="Accepted">How many are durable because of this request.</param>
/// <param name="Known">How many were durable before.</param>
/// <param name="Refused">Which were not taken, and why; the others are not affected.</param>
/// <param name="Sessions">The sessions that the accepted ones are about.</param>
public sealed record EventsAnswer(int Accepted, int Known, IReadOnlyList<RefusedEvent> Refused, IReadOnlyList<Id<Core.Sessions.Session>> Sessions);

/// <param name="Index">Its place in the batch, from 0.</param>
public sealed record RefusedEvent(int Index, string? Id, IReadOnlyList<Problem> Problems);
