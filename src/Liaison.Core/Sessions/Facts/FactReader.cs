using System.Text.Json;
using Liaison.Core.Shared;

namespace Liaison.Core.Sessions.Facts;

/// <summary>Turns a fact's data, found good, into what it tells.</summary>
/// <param name="toE164">A telephone number, as it came, in E.164; null when it is none.</param>
public sealed class FactReader(Func<string, string?> toE164)
{
    private static readonly string[] Plain = ["channel", "direction", "queue", "campaign", "requestPage"];
    private static readonly string[] OfCustomer = ["name", "firstName", "lastName", "email", "sipAddress", "callerIdName", "company", "id"];

    public SessionFact Read(string type, Stamp stamp, JsonElement data)
    {
        var given = new Given(data);
        var tells = new List<Told>();
        switch (type)
        {
            case FactTypes.Started:
                tells.Add(new("startedAt", given.Time("startedAt", stamp)));
                ReadDetails(given, tells);
                break;
            case FactTypes.Changed:
                ReadDetails(given, tells);
                break;
            case FactTypes.OfflineReceived:
                tells.AddRange([new("startedAt", SessionTimes.Write(stamp.At)), new("endedAt", SessionTimes.Write(stamp.At)), new($"lines/{stamp.By}", Text(new Utterance(stamp.By, stamp.At, "customer", null, given.Text("text") ?? "")))]);
                ReadDetails(given, tells);
                tells.RemoveAll(t => t.Path == "channel");
                tells.Add(new("channel", "offline"));
                break;
            case FactTypes.Ended:
                tells.Add(new("endedAt", given.Time("endedAt", stamp)));
                given.Tell("outcome", tells);
                ReadDetails(given, tells);
                break;
            case FactTypes.WrappedUp:
                tells.Add(new("wrapUpEndedAt", given.Time("at", stamp)));
                given.Tell("disposition", tells).Tell("subDisposition", tells);
                break;
            case FactTypes.Disposition:
                given.Tell("disposition", tells).Tell("subDisposition", tells);
                break;
            case FactTypes.Items:
                tells.AddRange(given.Map("items").Select(i => new Told($"items/{i.Key}", i.Value)));
                break;
            case FactTypes.Recognised:
                tells.AddRange(given.Many("records").Select(ReadRecord).Reverse().DistinctBy(t => t.Path));
                break;
            case FactTypes.AgentOffered or FactTypes.AgentAnswered or FactTypes.AgentLeft or FactTypes.Transferred:
                ReadLeg(type, given, stamp, tells);
                break;
            default:
                ReadEntry(type, given, stamp, tells);
                break;
        }
        return new SessionFact(stamp, tells);
    }

    private void ReadDetails(Given given, List<Told> tells)
    {
        foreach (var name in Plain)
        {
            given.Tell(name, tells);
        }
        foreach (var number in new[] { "ani", "dnis" })
        {
            ReadNumber(given, number, number, number + ".e164", tells);
        }
        if (given.Has("relatedTo"))
        {
            tells.Add(new("relatedTo", given.Group("relatedTo") is { } related
                ? Text(new RelatedRecord(related.Text("connection") ?? "", related.Text("recordType") ?? "", related.Text("record") ?? "", related.Text("name"))) : null));
        }
        if (given.Group("customer") is { } customer)
        {
            foreach (var name in OfCustomer)
            {
                customer.Tell(name, "customer." + name, tells);
            }
            ReadNumber(customer, "phone", "customer.phone", "customer.phoneE164", tells);
        }
        tells.AddRange(given.Map("items").Select(i => new Told($"items/{i.Key}", i.Value)));
    }

    private void ReadNumber(Given given, string name, string path, string e164, List<Told> tells)
    {
        if (given.Has(name))
        {
            tells.AddRange([new(path, given.Text(name)), new(e164, given.Text(name) is { } number ? toE164(number) : null)]);
        }
    }

    private static Told ReadRecord(Given record)
    {
        var (connection, type, id) = (record.Text("connection") ?? "", record.Text("recordType") ?? "", record.Text("record") ?? "");
        return new($"records/{connection}/{type}/{id}", record.Is("gone") ? null : Text(new LedgerRecord(
            new RecognisedRecord(connection, type, id, record.Text("name"), record.Text("url"), record.Text("why"), record.Is("open"))
            {
                Values = record.Map("values").Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!, StringComparer.Ordinal),
            },
            record.Is("candidate"))));
    }

    private static void ReadLeg(string type, Given given, Stamp stamp, List<Told> tells)
    {
        var agent = given.Group("agent");
        var to = given.Text("toAgent") ?? given.Text("toQueue") ?? given.Text("toNumber");
        if (type == FactTypes.Transferred && given.Text("toQueue") is { } queue)
        {
            tells.Add(new("queue", queue));
        }
        if ((given.Text("interaction") ?? agent?.Text("id")) is not { } key)
        {
            return;
        }
        if (agent is not null)
        {
            agent.Tell("id", $"legs/{key}/agent", tells).Tell("name", $"legs/{key}/agentName", tells).Tell("email", $"legs/{key}/agentEmail", tells);
        }
        var at = given.Time("at", stamp);
        switch (type)
        {
            case FactTypes.AgentOffered:
                tells.Add(new($"legs/{key}/offeredAt", at));
                given.Tell("queue", $"legs/{key}/queue", tells);
                break;
            case FactTypes.AgentAnswered:
                tells.Add(new($"legs/{key}/answeredAt", at));
                given.Tell("queue", $"legs/{key}/queue", tells);
                break;
            case FactTypes.AgentLeft:
                tells.Add(new($"legs/{key}/endedAt", at));
                given.Tell("outcome", $"legs/{key}/outcome", tells);
                break;
            default:
                tells.Add(new($"legs/{key}/transferredTo", to));
                break;
        }
    }

    private static void ReadEntry(string type, Given given, Stamp stamp, List<Told> tells)
    {
        var key = given.Text("key") ?? stamp.By;
        switch (type)
        {
            case FactTypes.State:
                var (state, at) = (given.Text("state") ?? "", given.Time("at", stamp));
                tells.Add(new($"states/{at}|{state}", Text(new StateChange(state, SessionTimes.Read(at)))));
                break;
            case FactTypes.Note:
                tells.Add(new($"notes/{key}", given.Text("text") is { Length: > 0 } words ? Text(new SessionNote(key, SessionTimes.Read(given.Time("at", stamp)), given.Text("who") ?? "", words)) : null));
                break;
            case FactTypes.Said:
                tells.AddRange(given.Many("lines").Select((line, place) => (Line: line, Key: line.Text("key") ?? $"{stamp.By}/{place:D3}")).Select(l => new Told($"lines/{l.Key}",
                    Text(new Utterance(l.Key, SessionTimes.Read(l.Line.Time("at", stamp)), l.Line.Text("speaker") ?? "", l.Line.Text("who"), l.Line.Text("text") ?? "")))));
                break;
            case FactTypes.Tagged:
                tells.AddRange(given.Texts("remove").Select(t => new Told($"tags/{t}", null)).Concat(given.Texts("add").Select(t => new Told($"tags/{t}", "on"))).Where(t => t.Path.Length > 5).DistinctBy(t => t.Path));
                break;
            case FactTypes.RecordingPaused or FactTypes.RecordingResumed:
                var (pressed, paused) = (given.Time("at", stamp), type == FactTypes.RecordingPaused);
                tells.Add(new($"pauses/{pressed}|{(paused ? "paused" : "resumed")}", Text(new RecordingSwitch(SessionTimes.Read(pressed), paused, given.Text("what") ?? RecordingPause.Both, given.Text("who")))));
                break;
            case FactTypes.Recording or FactTypes.File:
                tells.Add(new($"files/{key}/kind", type == FactTypes.Recording ? "recording" : given.Text("kind") ?? "attachment"));
                foreach (var part in new[] { "name", "contentType", "url", "size", "part", "seconds" })
                {
                    given.Tell(part, $"files/{key}/{part}", tells);
                }
                if (given.Has("startedAt"))
                {
                    tells.Add(new($"files/{key}/startedAt", given.Time("startedAt", stamp)));
                }
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "No kind of fact about a session.");
        }
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Kept);

    private static readonly JsonSerializerOptions Kept = new(Json.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
