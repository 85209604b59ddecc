using Liaison.Core.Rules;
using Liaison.Core.Shared;

namespace Liaison.Core.Cases;

/// <summary>A case before and after a change, what was said about it, and which rules may care.</summary>
/// <param name="Before">Null for a case that was just opened.</param>
/// <param name="ChangedFields">Names of fields whose value is another now.</param>
/// <param name="Happened">The kinds of trigger that this change pulls.</param>
public sealed record CaseChange(
    Case? Before, Case After, IReadOnlyList<HistoryEntry> History, IReadOnlySet<string> ChangedFields, IReadOnlySet<TriggerKind> Happened)
{
    public bool IsEmpty => Before is not null && History.Count == 0;
}

/// <summary>Opens and edits cases. Pure: says what would be, or everything that is wrong.</summary>
public static class CaseEditor
{
    public static (CaseChange? Change, IReadOnlyList<Problem> Problems) Open(Id<Case> id, Id<Tenant> tenant, string number, CaseType type, NewCase given, DateTimeOffset now)
    {
        var problems = new List<Problem>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in type.Fields)
        {
            var (value, problem) = FieldValue.Read(field, given.Values.GetValueOrDefault(field.Name), $"/values/{field.Name}");
            Keep(values, field.Name, value, problem, problems);
        }
        problems.AddRange(UnknownFields(type, given.Values.Keys));
        var status = given.Status is null ? type.Initial : type.Status(given.Status);
        if (status is null)
        {
            problems.Add(UnknownStatus(type, given.Status!));
        }
        if (problems.Count > 0)
        {
            return (null, problems);
        }
        var opened = given.CreatedAt ?? now;
        var after = new Case(id, tenant, number, type.Name, status!.Name, values, given.Person, given.Address, new Dictionary<string, string>(StringComparer.Ordinal), given.ExternalId,
            opened, now, status.Kind == StatusKind.Final ? now : null, 1);
        return (new CaseChange(null, after, [new HistoryEntry("created", $"Case {number} was opened.")], new HashSet<string>(values.Keys, StringComparer.Ordinal),
            new HashSet<TriggerKind> { TriggerKind.Created }), []);
    }

    public static (CaseChange? Change, IReadOnlyList<Problem> Problems) Edit(Case current, CaseType type, CaseEdit edit, DateTimeOffset now)
    {
        var problems = new List<Problem>();
        var history = new List<HistoryEntry>();
        var changed = new HashSet<string>(StringComparer.Ordinal);
        var happened = new HashSet<TriggerKind>();
        var values = new Dictionary<string, string>(current.Values, StringComparer.Ordinal);
        if (edit.Values is not null)
        {
            problems.AddRange(UnknownFields(type, edit.Values.Keys));
            foreach (var field in type.Fields.Where(f => edit.Values.ContainsKey(f.Name)))
            {
                var (value, problem) = FieldValue.Read(field, edit.Values[field.Name], $"/values/{field.Name}");
                Keep(values, field.Name, value, problem, problems);
                var (from, to) = (current.Values.GetValueOrDefault(field.Name), values.GetValueOrDefault(field.Name));
                if (problem is null && from != to && changed.Add(field.Name))
                {
                    history.Add(new HistoryEntry("field", $"{field.Label} was {(to is null ? "cleared" : from is null ? "set" : "changed")}.", field.Name, from, to));
                }
            }
        }
        var status = edit.Status is null ? type.Status(current.Status) : type.Status(edit.Status);
        if (edit.Status is not null && status is null)
        {
            problems.Add(UnknownStatus(type, edit.Status));
        }
        else if (edit.Status is not null && edit.Status != current.Status)
        {
            history.Add(new HistoryEntry("status", $"Status is now {status!.Label}.", null, current.Status, edit.Status));
            happened.Add(TriggerKind.StatusReached);
        }
        if (edit.Person is not null && edit.Person != current.Person)
        {
            history.Add(new HistoryEntry("person", "The person's details were changed."));
        }
        if (edit.Address is not null && edit.Address != current.Address)
        {
            history.Add(new HistoryEntry("address", "The address was changed.", null, current.Address?.Summary, edit.Address.Summary));
        }
        if (changed.Count > 0)
        {
            happened.Add(TriggerKind.FieldChanged);
        }
        if (history.Count > 0)
        {
            happened.Add(TriggerKind.Updated);
        }
        foreach (var note in edit.Notes ?? [])
        {
            history.Add(new HistoryEntry("note", note));
            happened.Add(TriggerKind.NoteAdded);
        }
        if (problems.Count > 0)
        {
            return (null, problems);
        }
        var after = current with
        {
            Values = values,
            Status = edit.Status ?? current.Status,
            Person = edit.Person ?? current.Person,
            Address = edit.Address ?? current.Address,
            UpdatedAt = history.Count > 0 ? now : current.UpdatedAt,
            CompletedAt = status?.Kind == StatusKind.Final ? current.CompletedAt ?? now : null,
            Version = current.Version + (history.Count > 0 ? 1 : 0),
        };
        return (new CaseChange(current, after, history, changed, happened), []);
    }

    private static void Keep(Dictionary<string, string> values, string field, string? value, Problem? problem, List<Problem> problems)
    {
        if (problem is not null)
        {
            problems.Add(problem);
        }
        else if (value is null)
        {
            values.Remove(field);
        }
        else
        {
            values[field] = value;
        }
    }

    private static IEnumerable<Problem> UnknownFields(CaseType type, IEnumerable<string> names) => names.Where(n => type.Field(n) is null)
        .Select(n => new Problem($"/values/{n}", "unknown-field", $"{type.Label} has no field “{n}”."));

    private static Problem UnknownStatus(CaseType type, string status) =>
        new("/status", "unknown-status", $"{type.Label} has no status “{status}”; it has {string.Join(", ", type.Statuses.Select(s => s.Name))}.");
}
