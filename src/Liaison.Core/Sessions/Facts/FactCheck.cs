using System.Text.Json;
using Liaison.Core.Shared;

namespace Liaison.Core.Sessions.Facts;

/// <summary>Compares a fact's data with its type's declaration. Strict: a field that nobody knows is a mistake that would otherwise go unseen.</summary>
public static class FactCheck
{
    private const int MostProblems = 20;

    public static IReadOnlyList<Problem> Problems(FactType type, JsonElement data, DateTimeOffset now)
    {
        var problems = new List<Problem>();
        Object(type.Fields, data, "/data", now, problems);
        return problems.Count > MostProblems ? problems[..MostProblems] : problems;
    }

    private static void Object(IReadOnlyList<FactField> fields, JsonElement value, string at, DateTimeOffset now, List<Problem> problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new Problem(at, "not-an-object", "An object is expected here."));
            return;
        }
        foreach (var property in value.EnumerateObject())
        {
            // A hostile document may be wrong in a million places; a person reads the first few.
            if (problems.Count > MostProblems)
            {
                return;
            }
            if (JsonTexts.Of(property) is not { } name || fields.FirstOrDefault(f => f.Name == name) is not { } field)
            {
                problems.Add(new Problem($"{at}/{Short(JsonTexts.Of(property))}", "unknown-field", $"There is no such field here. There are: {string.Join(", ", fields.Select(f => f.Name))}."));
            }
            else if (property.Value.ValueKind != JsonValueKind.Null)
            {
                Value(field, property.Value, $"{at}/{name}", now, problems);
            }
        }
        foreach (var missing in fields.Where(f => f.Required && (!value.TryGetProperty(f.Name, out var given) || given.ValueKind == JsonValueKind.Null)))
        {
            problems.Add(new Problem($"{at}/{missing.Name}", "required", $"{missing.Name} is missing. {missing.Says}"));
        }
    }

    private static void Value(FactField field, JsonElement value, string at, DateTimeOffset now, List<Problem> problems)
    {
        switch (field)
        {
            case FactField.Text text:
                Text(value, text.Most, at, problems);
                break;
            case FactField.Word word when JsonTexts.Of(value) is not { } given || !word.Words.Contains(given):
                problems.Add(new Problem(at, "unknown-word", $"One of {string.Join(", ", word.Words)} is expected here."));
                break;
            case FactField.Link when JsonTexts.Of(value) is not { Length: <= FactField.Link.Longest } link || !Uri.TryCreate(link, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"):
                problems.Add(new Problem(at, "not-a-link", $"An address that begins with http:// or https:// is expected here, of at most {FactField.Link.Longest:N0} characters."));
                break;
            case FactField.Time:
                Time(value, at, now, problems);
                break;
            case FactField.Number number when value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var given) || given < 0 || given > number.Most || (number.Whole && given != Math.Floor(given)):
                problems.Add(new Problem(at, "not-a-number", $"A {(number.Whole ? "whole " : "")}number from 0 to {number.Most:N0} is expected here."));
                break;
            case FactField.Truth when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                problems.Add(new Problem(at, "not-true-or-false", "true or false is expected here."));
                break;
            case FactField.Group group:
                Object(group.Fields, value, at, now, problems);
                break;
            case FactField.Many many:
                List(value, many.Most, at, problems, (item, place) => Object(many.Fields, item, place, now, problems));
                break;
            case FactField.Texts texts:
                List(value, texts.Most, at, problems, (item, place) => Text(item, texts.Longest, place, problems));
                break;
            case FactField.Map map:
                Map(map, value, at, problems);
                break;
        }
    }

    private static void Text(JsonElement value, int most, string at, List<Problem> problems)
    {
        if (JsonTexts.Of(value) is not { } text)
        {
            problems.Add(new Problem(at, "not-a-text", "A text is expected here, of whole characters and without U+0000."));
        }
        else if (text.Length > most)
        {
            problems.Add(new Problem(at, "too-long", $"This has {text.Length:N0} characters; {most:N0} are allowed."));
        }
    }

    private static void Time(JsonElement value, string at, DateTimeOffset now, List<Problem> problems)
    {
        if (SessionTimes.TryRead(JsonTexts.Of(value)) is not { } time)
        {
            problems.Add(new Problem(at, "not-a-time", "A time with its offset is expected here: 2026-03-01T09:30:00Z."));
        }
        else if (SessionTimes.WhyNot(time, now) is { } why)
        {
            problems.Add(new Problem(at, "time-out-of-bounds", why));
        }
    }

    private static void List(JsonElement value, int most, string at, List<Problem> problems, Action<JsonElement, string> each)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            problems.Add(new Problem(at, "not-a-list", "A list is expected here."));
        }
        else if (value.GetArrayLength() > most)
        {
            problems.Add(new Problem(at, "too-many", $"This has {value.GetArrayLength():N0} entries; {most:N0} are allowed in one event."));
        }
        else
        {
            var place = 0;
            foreach (var item in value.EnumerateArray())
            {
                each(item, $"{at}/{place++}");
            }
        }
    }

    private static void Map(FactField.Map map, JsonElement value, string at, List<Problem> problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new Problem(at, "not-an-object", "Texts by name are expected here."));
            return;
        }
        var count = 0;
        foreach (var property in value.EnumerateObject())
        {
            if (++count > map.Most)
            {
                problems.Add(new Problem(at, "too-many", $"{map.Most:N0} entries are allowed at most."));
                return;
            }
            if (JsonTexts.Of(property) is not { Length: > 0 and <= 100 } name)
            {
                problems.Add(new Problem(at, "bad-name", "A name here has 1 to 100 characters."));
            }
            else if (property.Value.ValueKind != JsonValueKind.Null)
            {
                Text(property.Value, map.Longest, $"{at}/{Short(name)}", problems);
            }
        }
    }

    private static string Short(string? name) => name is null ? "?" : (name.Length > 60 ? name[..60] + "…" : name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
