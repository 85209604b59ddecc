using System.Globalization;
using Liaison.Core.Sessions;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Liaison.Hub.Api.Contacts;

/// <summary>Which sessions a request wants, as its address says.</summary>
/// <param name="Agent">E-mail address of the agent whom it belongs to.</param>
/// <param name="Search">Beginnings of words in names, addresses and ids, or the end of a number.</param>
/// <param name="Delivery">failed: only those with a delivery that failed or died.</param>
public sealed record ContactQuery(
    [FromQuery(Name = "channel")] string? Channel, [FromQuery(Name = "queue")] string? Queue, [FromQuery(Name = "campaign")] string? Campaign, [FromQuery(Name = "agent")] string? Agent, [FromQuery(Name = "disposition")] string? Disposition, [FromQuery(Name = "search")] string? Search,
    [FromQuery(Name = "from")] DateTimeOffset? From, [FromQuery(Name = "to")] DateTimeOffset? To, [FromQuery(Name = "delivery")] string? Delivery, [FromQuery(Name = "source")] string? Source, [FromQuery(Name = "externalId")] string? ExternalId)
{
    public SessionFilter Read() => new(
        Word(Channel), Given(Queue), Given(Campaign), Given(Agent), Given(Disposition), Given(Search), From, To,
        Given(Delivery) switch { null => false, "failed" => true, _ => throw new BadHttpRequestException("The parameter “delivery” can only be failed.") }, Given(Source), Given(ExternalId));

    /// <summary>Newest first unless asked otherwise.</summary>
    public static bool NewestFirst(string? sort) => sort switch
    {
        null or "" or "-start" => true,
        "start" => false,
        _ => throw new BadHttpRequestException("Sessions can be sorted by start or -start."),
    };

    public static SessionPlace? Place(string? after) => Cursor.Read(after, 2) is not [var at, var id] ? null
        : DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new SessionPlace(time, id)
        : throw new BadHttpRequestException("The parameter “after” must be what an earlier page gave as “next”.");

    public static string Next(SessionPlace place) => Cursor.Write(place.At.ToString("O", CultureInfo.InvariantCulture), place.Id);

    // U+0000 fits into no text of the database's.
    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Replace("\0", "", StringComparison.Ordinal).Trim();

    private static Channel? Word(string? channel) => Given(channel) is not { } word ? null
        : Enum.TryParse<Channel>(word, ignoreCase: true, out var found) && char.IsLetter(word[0]) ? found
        : throw new BadHttpRequestException("The parameter “channel” is voice, chat, inbox or offline.");
}
