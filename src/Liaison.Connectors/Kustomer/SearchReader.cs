using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Liaison.Connectors.Kustomer;

/// <summary>Reads a search that an administrator wrote: a whole one, as Kustomer's documents show them, or only a list of conditions, or a single one.</summary>
internal ref struct SearchReader
{
    private const int MostSorts = 5;
    private static readonly string[] Groups = ["and", "or", "not"];
    private readonly SearchText text;
    private readonly string context;
    private readonly List<WrittenCriterion> criteria = [];
    private readonly List<(string Attribute, bool Down, int At)> sort = [];
    private Utf8JsonReader json;
    private string? zone;
    private bool deleted;

    private SearchReader(SearchText text, string context)
    {
        (this.text, this.context) = (text, context);
        json = new Utf8JsonReader(text.Json);
    }

    /// <param name="context">What is looked for, as searches name it.</param>
    /// <exception cref="SearchTextException">It is no search.</exception>
    public static WrittenSearch Read(string written, string context)
    {
        var reader = new SearchReader(SearchText.Of(written), context);
        try
        {
            reader.Whole();
        }
        catch (JsonException broken)
        {
            throw new SearchTextException("This is no JSON: " + broken.Message.Split(" LineNumber")[0].TrimEnd('.') + ".", reader.text.Place(reader.json.BytesConsumed));
        }
        return new WrittenSearch(reader.criteria, reader.sort, reader.zone, reader.deleted);
    }

    private readonly int Here => text.Place(json.TokenStartIndex);

    private void Whole()
    {
        if (text.Json.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new SearchTextException("There is no condition. One is always needed.", 0);
        }
        json.Read();
        if (json.TokenType == JsonTokenType.StartArray)
        {
            List("and");
        }
        else if (json.TokenType == JsonTokenType.StartObject)
        {
            var said = new HashSet<string>(StringComparer.Ordinal);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var (name, at) = (json.GetString()!, Here);
                if (!said.Add(name))
                {
                    throw new SearchTextException($"“{name}” stands there twice.", at);
                }
                Part(name, at, alone: said.Count == 1);
            }
        }
        else
        {
            throw new SearchTextException("A search stands in braces: {\"and\": [{\"customer_email\": {\"equals\": \"{{ customer.email }}\"}}]}.", Here);
        }
        if (json.Read())
        {
            throw new SearchTextException("The search ends before this.", Here);
        }
        if (criteria.Count == 0)
        {
            throw new SearchTextException("There is no condition. One is always needed.", 0);
        }
    }

    private void Part(string name, int at, bool alone)
    {
        if (Groups.Contains(name))
        {
            json.Read();
            Group(name);
            return;
        }
        switch (name)
        {
            case "sort":
                Sorts();
                break;
            case "timeZone":
                zone = Said(name);
                break;
            case "includeDeleted":
                json.Read();
                deleted = json.TokenType is JsonTokenType.True or JsonTokenType.False ? json.GetBoolean() : throw new SearchTextException("“includeDeleted” is true or false.", Here);
                break;
            case "queryContext":
                if (Said(name) is var other && other != context)
                {
                    throw new SearchTextException($"What is looked for is chosen beside the condition: here it is “{context}”, not “{other}”.", at);
                }
                break;
            case "fields" or "aggs" or "searchHash":
                throw new SearchTextException($"“{name}” does not belong here: the fields to read are chosen beside the condition.", at);
            default:
                // A single condition may stand without a group around it.
                if (!alone || !name.Contains('_', StringComparison.Ordinal))
                {
                    throw new SearchTextException($"“{name}” does not belong into a search. There are: and, or, not, sort, timeZone, includeDeleted.", at);
                }
                Comparison("and", name, at);
                break;
        }
    }

    private void Group(string group)
    {
        if (json.TokenType == JsonTokenType.StartArray)
        {
            List(group);
        }
        else if (json.TokenType == JsonTokenType.StartObject)
        {
            One(group);
        }
        else
        {
            throw new SearchTextException($"“{group}” takes a list of conditions: [{{…}}, {{…}}].", Here);
        }
    }

    private void List(string group)
    {
        var open = Here;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject)
            {
                throw new SearchTextException("Each condition stands in braces: {\"customer_name\": {\"contains\": \"…\"}}.", Here);
            }
            One(group);
        }
        if (criteria.Count(one => one.Group == group) > SearchBody.MostConditions)
        {
            throw new SearchTextException($"A list of conditions takes {SearchBody.MostConditions}.", open);
        }
    }

    private void One(string group)
    {
        var open = Here;
        if (!json.Read() || json.TokenType != JsonTokenType.PropertyName)
        {
            throw new SearchTextException("There is nothing in this condition.", open);
        }
        Comparison(group, json.GetString()!, Here);
        json.Read();
        if (json.TokenType != JsonTokenType.EndObject)
        {
            throw new SearchTextException("A condition names one attribute. Each stands in braces of its own: [{…}, {…}].", Here);
        }
    }

    private void Comparison(string group, string attribute, int at)
    {
        if (attribute.Contains("{{", StringComparison.Ordinal))
        {
            throw new SearchTextException("A placeholder stands for a value, never for an attribute or an operator.", at);
        }
        if (Groups.Contains(attribute))
        {
            throw new SearchTextException("Kustomer's searches know no groups inside each other: “and”, “or” and “not” stand side by side.", at);
        }
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject || !json.Read() || json.TokenType != JsonTokenType.PropertyName)
        {
            throw new SearchTextException($"“{attribute}” takes an operator with a value in braces: {{\"equals\": \"…\"}}.", Here);
        }
        var (sign, signAt, values) = (json.GetString()!, Here, new List<(JsonValue, int)>());
        if (sign.Contains("{{", StringComparison.Ordinal))
        {
            throw new SearchTextException("A placeholder stands for a value, never for an attribute or an operator.", signAt);
        }
        json.Read();
        var list = json.TokenType == JsonTokenType.StartArray;
        if (!list)
        {
            values.Add(Value());
        }
        else
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                values.Add(Value());
            }
        }
        json.Read();
        if (json.TokenType != JsonTokenType.EndObject)
        {
            throw new SearchTextException("A condition has one operator. What is to lie between two values takes two conditions.", Here);
        }
        criteria.Add(new WrittenCriterion(group, attribute, at, sign, signAt, values, list));
    }

    private readonly (JsonValue, int) Value() => (json.TokenType switch
    {
        JsonTokenType.String => JsonValue.Create(json.GetString()!),
        JsonTokenType.Number when decimal.TryParse(json.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        JsonTokenType.True or JsonTokenType.False => JsonValue.Create(json.GetBoolean()),
        _ => throw new SearchTextException("A value is expected here: a text in double quotes, a number, true or false. To look for what is empty there is {\"not_set\": true}.", Here),
    }, Here);

    private void Sorts()
    {
        json.Read();
        var list = json.TokenType == JsonTokenType.StartArray;
        while (!list || (json.Read() && json.TokenType != JsonTokenType.EndArray))
        {
            if (json.TokenType != JsonTokenType.StartObject || !json.Read() || json.TokenType != JsonTokenType.PropertyName)
            {
                throw new SearchTextException("“sort” takes {\"attribute\": \"asc\"} or a list of these.", Here);
            }
            var (attribute, at) = (json.GetString()!, Here);
            var direction = Said(attribute);
            if (direction is not ("asc" or "desc"))
            {
                throw new SearchTextException("A direction is “asc” or “desc”.", Here);
            }
            sort.Add((attribute, direction == "desc", at));
            json.Read();
            if (json.TokenType != JsonTokenType.EndObject || sort.Count > MostSorts)
            {
                throw new SearchTextException($"A sort names one attribute in its braces, and there are {MostSorts} at most.", Here);
            }
            if (!list)
            {
                return;
            }
        }
    }

    private string Said(string name)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String && json.GetString() is { } said && !said.Contains("{{", StringComparison.Ordinal) ? said : throw new SearchTextException($"“{name}” takes a text in double quotes, without placeholders.", Here);
    }
}
