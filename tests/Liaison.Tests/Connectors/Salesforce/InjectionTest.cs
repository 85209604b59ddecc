using System.Text.Json;
using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Tests.Conventions;
using Xunit;
using static Liaison.Tests.Connectors.ConfirmBench;

namespace Liaison.Tests.Connectors.Salesforce;

/// <summary>Whatever a caller, a visitor or a page puts into a fact: it stays a value. Each query is taken apart again by a reader that knows nothing of ours.</summary>
public sealed class InjectionTest
{
    private static readonly string[] Payloads =
    [
        "' OR Name LIKE '%", "' OR '1'='1", "\\' OR Name != '", "\\", "\\\\'", "x\\", "') OR (LastName != '", "'; DELETE", "' LIMIT 1 OFFSET 1", "' UNION SELECT Id FROM User --", "%", "%%", "_", "a%b_c\\",
        "%' OR Email LIKE '%", "{{ customer.email }}", "{{ other }}", "}}", "{{", "null", "true", "TODAY", "LAST_N_DAYS:3", "2026-01-01", "1 OR 1=1", "(SELECT Id FROM User)", "Name", "\u2019 OR 1=1", "\uff07 OR 1=1",
        "line\nbreak", "tab\tand\rreturn", "\"quoted\"", "\b\f", "a\u0000b", "*", "?", "Contact(Id)", "} IN ALL FIELDS RETURNING User(Id", "\" OR \"", "smith AND NOT jones", "O'Hara", "Anne-Marie", "R&D (Leeds) [x]^~:!+",
    ];

    public static string[] Values { get; } =
        [.. JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path.Combine(SourceTree.Root, "tests/Liaison.Tests/Fixtures/naughty/naughty_strings.json")))!.Concat(Payloads).Where(text => !string.IsNullOrWhiteSpace(text))];

    public static TheoryData<string, string> Conditions => new()
    {
        { "LastName = {{ x }}", "(LastName = ?)" },
        { "LastName = '{{ x }}'", "(LastName = ?)" },
        { "LastName = 'before {{ x }} after'", "(LastName = ?)" },
        { "LastName LIKE '%{{ x }}%'", "(LastName LIKE ?)" },
        { "LastName LIKE {{ x }}", "(LastName LIKE ?)" },
        { "LastName IN ('one', {{ x }}, '{{x}}')", "(LastName IN (?, ?, ?))" },
        { "(Email = {{ x }} OR NOT Phone = '{{ x }}') AND LastName != null", "((Email = ? OR NOT Phone = ?) AND LastName != null)" },
        { "AccountId IN (SELECT AccountId FROM Contact WHERE Email = {{ x }})", "(AccountId IN (SELECT AccountId FROM Contact WHERE Email = ?))" },
    };

    [Theory, MemberData(nameof(Conditions)), Trait("row", "A136")]
    public async Task No_fact_changes_the_shape_of_a_free_condition(string condition, string shape)
    {
        await using var organisation = await RecordedOrganisation.Start();
        foreach (var value in Values)
        {
            var answer = Value(await organisation.Connector.Query(new RecordQuery("Contact", ["Email"], new QueryCondition.Free(condition)), Facts("x", value), new Calls(), Cancel));
            var (seen, texts) = SoqlReading.Soql(organisation.Asked[^1]);
            Assert.Equal($"SELECT Id,Name,Email FROM Contact WHERE {shape} LIMIT 2000", seen);
            Assert.Contains(texts, text => Plain(text, condition).Contains(value, StringComparison.Ordinal));
            Assert.Equal(answer.Sent, organisation.Asked[^1]);
        }
        Assert.Equal(Values.Length, organisation.Asked.Count);
    }

    [Theory, InlineData("equals"), InlineData("notEquals"), InlineData("contains"), InlineData("startsWith"), InlineData("greater"), Trait("row", "A135")]
    public async Task No_fact_changes_the_shape_of_a_single_condition(string sign)
    {
        await using var organisation = await RecordedOrganisation.Start();
        foreach (var value in Values)
        {
            Value(await organisation.Connector.Query(new RecordQuery("Contact", [], new QueryCondition.One("LastName", sign, "{{ x }}")), Facts("x", value), new Calls(), Cancel));
            var (seen, texts) = SoqlReading.Soql(organisation.Asked[^1]);
            Assert.Matches(@"^SELECT Id,Name FROM Contact WHERE LastName (=|!=|LIKE|>) \? LIMIT 2000$", seen);
            Assert.Equal(sign switch { "contains" => $"%{value}%", "startsWith" => value + "%", _ => value }, Assert.Single(texts));
        }
    }

    [Fact, Trait("row", "A136")]
    public async Task In_a_place_for_another_kind_of_value_only_such_a_value_gets_in()
    {
        await using var organisation = await RecordedOrganisation.Start(("Score__c", "double"), ("Vip__c", "boolean"), ("Since__c", "date"), ("Seen__c", "datetime"));
        foreach (var field in new[] { "Score__c", "Vip__c", "Since__c", "Seen__c", "AccountId" })
        {
            foreach (var value in Values)
            {
                var before = organisation.Asked.Count;
                var answer = await organisation.Connector.Query(new RecordQuery("Contact", [], new QueryCondition.Free($"{field} = {{{{ x }}}}")), Facts("x", value), new Calls(), Cancel);
                if (answer is Outcome<QueryAnswer>.Success)
                {
                    var literal = organisation.Asked[^1]["SELECT Id,Name FROM Contact WHERE (".Length..^") LIMIT 2000".Length][(field.Length + 3)..];
                    Assert.Matches(@"^(-?\d+(\.\d+)?|true|false|\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?|'[a-zA-Z0-9]{18}')$", literal);
                }
                else
                {
                    Assert.Equal("condition[" + (field.Length + 3) + "]", Fault(answer).Field);
                    Assert.Equal(before, organisation.Asked.Count);
                }
            }
        }
    }

    [Theory, InlineData(MatchKind.Phone), InlineData(MatchKind.Name), InlineData(MatchKind.Email), Trait("row", "A123")]
    public async Task No_value_changes_the_shape_of_a_search(MatchKind kind)
    {
        await using var organisation = await RecordedOrganisation.Start();
        foreach (var value in Values)
        {
            var before = organisation.Asked.Count;
            Value(await organisation.Connector.Find(new RecordSearch([new Criterion("Contact", [], kind, value, [])], new Dictionary<string, IReadOnlyList<string>>()), new Calls(), Cancel));
            if (organisation.Asked.Count == before)
            {
                continue;
            }
            var (seen, texts) = kind == MatchKind.Email ? SoqlReading.Soql(organisation.Asked[^1]) : SoqlReading.Sosl(organisation.Asked[^1]);
            Assert.Matches(kind == MatchKind.Email ? @"^SELECT [A-Za-z,]+ FROM Contact WHERE \(Email IN \(\?\)\) ORDER BY LastModifiedDate DESC LIMIT 50$"
                : @"^FIND \{\?( OR \?)*\} IN (PHONE|NAME) FIELDS RETURNING Contact\([A-Za-z,]+ LIMIT 50\)$", seen);
            Assert.Contains(texts, text => text.Trim() == Searchable(value, kind));
        }
    }

    [Fact, Trait("row", "A264")]
    public async Task No_words_change_the_shape_of_a_search_by_words()
    {
        await using var organisation = await RecordedOrganisation.Start();
        const string Word = @"(\?|[\p{L}\p{Nd}]+\*|\(\d+\* OR \?\))";
        foreach (var value in Values.Concat(["in or find", "returning Contact", "AND", "not me", "R*", "1002", "+44 20 7946 0018"]))
        {
            var before = organisation.Asked.Count;
            var found = await organisation.Connector.Search(new WordSearch(value, ["Contact"]), new Calls(), Cancel);
            if (organisation.Asked.Count == before)
            {
                Assert.Equal("text", Fault(found).Field);
                continue;
            }
            var (seen, texts) = SoqlReading.Sosl(organisation.Asked[^1]);
            Assert.Matches($@"^FIND \{{({Word}( AND {Word})*|\?( OR \?)*)\}} IN ALL FIELDS RETURNING Contact\([A-Za-z.,]+ LIMIT 10\)$", seen);
            Assert.All(texts, text => Assert.True(text.Trim().Length > 0));
        }
    }

    /// <summary>A control character cannot stand in a search term: it is a blank there.</summary>
    private static string Searchable(string value, MatchKind kind) =>
        kind == MatchKind.Email ? value.Trim() : string.Concat(value.Trim().Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();

    private static string Plain(string text, string condition) => condition.Contains("%{{", StringComparison.Ordinal) ? text.Trim('%').PadLeft(text.Length, '%') + "%" : text;

    private static Facts Facts(string path, string value) => new(asked => asked == path ? value : null);
}
