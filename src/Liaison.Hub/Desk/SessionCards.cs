using Liaison.Core.Desk;
using Liaison.Core.DynamicData;
using Liaison.Core.Sessions;
using Liaison.Hub.Api.Desk;

namespace Liaison.Hub.Desk;

/// <summary>Makes sessions into what an agent is shown. Whatever strangers wrote is kept to a size that a screen can take.</summary>
internal static class SessionCards
{
    private const int MostLines = 200;
    private const int MostNotes = 50;
    private const int MostItems = 100;
    private const int MostTags = 50;
    private const int MostRecords = 20;
    private const int LongestLine = 1_000;
    private const int LongestNote = 2_000;
    private const int LongestItem = 500;
    private const int LongestName = 200;

    /// <param name="limits">How many fields of a record are shown, by connection.</param>
    public static SessionCard Of(Session session, DeskLeg leg, DeskSettings settings, Func<string, DynamicDataLimits> limits) => Fill(new SessionCard
    {
        Id = session.Id, Version = session.Version, Channel = session.Channel, Direction = session.Direction, Status = "", State = "", StartedAt = session.BeganAt, Customer = new(), Records = [], Candidates = [],
        Items = new Dictionary<string, string>(), Notes = [], Transcript = [], Tags = [], Dispositions = [], WrapUpSeconds = 0, OnHold = false,
    }, session, leg, settings, limits);

    public static OfferCard Offer(Session session, DeskLeg leg, DeskSettings settings, Func<string, DynamicDataLimits> limits) => Fill(new OfferCard
    {
        Id = session.Id, Version = session.Version, Channel = session.Channel, Direction = session.Direction, Status = "", State = "", StartedAt = session.BeganAt, Customer = new(), Records = [], Candidates = [],
        Items = new Dictionary<string, string>(), Notes = [], Transcript = [], Tags = [], Dispositions = [], WrapUpSeconds = 0, OnHold = false, ExpiresAt = leg.Until,
    }, session, leg, settings, limits);

    private static TCard Fill<TCard>(TCard card, Session session, DeskLeg leg, DeskSettings settings, Func<string, DynamicDataLimits> limits) where TCard : SessionCard
    {
        var (queue, campaign) = (leg.Queue ?? session.Queue, session.Campaign ?? leg.Campaign);
        return card with
        {
            Status = Cut.At(session.Status, LongestName),
            State = leg switch { { Stage: LegStage.Offered } => "ringing", { Stage: LegStage.WrapUp } => "wrapUp", { OnHold: true } => "onHold", _ => "talking" },
            Queue = queue, Campaign = campaign, AnsweredAt = session.AnsweredAt, EndedAt = session.EndedAt, Customer = Short(session.Customer), Ani = session.Ani, Dnis = session.Dnis,
            RequestPage = Cut.Maybe(session.RequestPage, LongestItem),
            Records = [.. session.Records.Take(MostRecords).Select(r => Short(r, limits(r.Connection)))], Candidates = [.. session.Candidates.Take(MostRecords).Select(r => Short(r, limits(r.Connection)))],
            Why = session.Records is [{ Why: { } why }, ..] ? Cut.At(why, LongestItem) : null,
            Items = session.Items.Take(MostItems).ToDictionary(i => i.Key, i => Cut.At(i.Value, LongestItem), StringComparer.Ordinal),
            Notes = [.. session.Notes.TakeLast(MostNotes).Select(n => n with { Text = Cut.At(n.Text, LongestNote), Who = Cut.At(n.Who, LongestName) })],
            Transcript = [.. session.Transcript.TakeLast(MostLines).Select(l => l with { Text = Cut.At(l.Text, LongestLine), Who = Cut.Maybe(l.Who, LongestName) })],
            Tags = [.. session.Tags.Take(MostTags)], Disposition = session.Disposition, SubDisposition = session.SubDisposition, RelatedTo = session.RelatedTo,
            Script = settings.ScriptFor(queue, campaign), Dispositions = settings.DispositionsFor(campaign), WrapUpSeconds = (int)settings.WrapUpAfter(queue, campaign).TotalSeconds,
            WrapUntil = leg.Stage == LegStage.WrapUp ? leg.Until : null, OnHold = leg.OnHold, RecordingPaused = session.IsRecordingPaused,
        } as TCard ?? throw new InvalidOperationException("A copy of a card is a card of the same kind.");
    }

    /// <summary>A record with as many of its fields as agents are to see, and no more.</summary>
    private static RecognisedRecord Short(RecognisedRecord record, DynamicDataLimits limits) => record with
    {
        Name = Cut.Maybe(record.Name, LongestName), Why = Cut.Maybe(record.Why, LongestItem),
        Values = record.Values.Take(limits.InAll()).ToDictionary(v => v.Key, v => Cut.At(v.Value, LongestItem), StringComparer.Ordinal),
    };

    private static Party Short(Party party) => new(
        Cut.Maybe(party.Name, LongestName), Cut.Maybe(party.FirstName, LongestName), Cut.Maybe(party.LastName, LongestName), Cut.Maybe(party.Email, 320), Cut.Maybe(party.Phone, LongestName), party.PhoneE164,
        Cut.Maybe(party.SipAddress, 300), Cut.Maybe(party.CallerIdName, LongestName), Cut.Maybe(party.Company, LongestName), Cut.Maybe(party.Id, LongestName));
}
