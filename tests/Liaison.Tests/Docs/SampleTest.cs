using System.Globalization;
using System.Text.Json;
using Liaison.Sandbox.Confirm.Lookups;
using Liaison.Tests.Conventions;
using Xunit;

namespace Liaison.Tests.Docs;

/// <summary>The samples fit together, and fit the Confirm stand-in that they are loaded with.</summary>
public sealed class SampleTest
{
    private static readonly CodeLists Lists = DemoLists.Create();
    private static readonly Catalogue Codes = new(Lists);

    [Fact]
    public void There_are_300_cases_and_each_comes_from_a_row_of_its_own()
    {
        var rows = Cases();
        Assert.Equal((300, 300), (rows.Count, rows.Select(row => row["external_id"]).Distinct(StringComparer.Ordinal).Count()));
        Assert.All(rows, row => Assert.True(DateTimeOffset.TryParseExact(row["created"], "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _), row["created"]));
    }

    [Fact]
    public void Every_service_and_subject_of_a_case_is_known_to_the_stand_in() =>
        Assert.All(Cases(), row => Assert.NotNull(Codes.Subject(row["service"], row["subject"])));

    [Fact]
    public void Every_case_brings_the_attributes_that_its_subject_wants_and_no_others()
    {
        var columns = AttributeColumns();
        Assert.All(Cases(), row =>
        {
            var allowed = Codes.Subject(row["service"], row["subject"])!.Value.Subject.Attributes;
            foreach (var (attribute, column) in columns)
            {
                var value = row.GetValueOrDefault(column, "");
                var type = Codes.Attribute(attribute)!;
                Assert.True(value.Length == 0 || allowed.Contains(attribute), $"{row["external_id"]}: {attribute} is not allowed for {row["subject"]}");
                Assert.True(value.Length > 0 || !(type.Mandatory && allowed.Contains(attribute)), $"{row["external_id"]}: {attribute} is missing");
                Assert.True(value.Length == 0 || type.Values.Length == 0 || type.Values.Any(choice => choice.Code == value), $"{row["external_id"]}: {value} is no value of {attribute}");
            }
            Assert.All(allowed.Where(code => Codes.Attribute(code)!.Mandatory), code => Assert.Contains(code, columns.Keys));
        });
    }

    [Fact]
    public void Every_case_fits_its_type()
    {
        var type = Json("case-types.json").EnumerateArray().Single();
        var fields = type.GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!, StringComparer.Ordinal);
        var statuses = type.GetProperty("statuses").EnumerateArray().Select(status => status.GetProperty("name").GetString()!).ToList();
        Assert.All(Cases(), row =>
        {
            Assert.Contains(row["status"], statuses);
            foreach (var (name, field) in fields)
            {
                var value = row.GetValueOrDefault(name, "");
                Assert.False(value.Length == 0 && field.GetProperty("required").GetBoolean(), $"{row["external_id"]}: {name} is missing");
                if (field.TryGetProperty("maxLength", out var most)) Assert.InRange(value.Length, 0, most.GetInt32());
                if (value.Length > 0 && field.TryGetProperty("choices", out var choices)) Assert.Contains(value, choices.EnumerateArray().Select(choice => choice.GetProperty("value").GetString()));
            }
        });
    }

    [Fact]
    public void Every_reporter_is_invented_and_every_place_lies_on_the_map()
    {
        Assert.All(Cases(), row =>
        {
            Assert.EndsWith("@example.org", row["email"], StringComparison.Ordinal);
            Assert.True(row["phone"].Length == 0 || row["phone"].StartsWith("01632 960", StringComparison.Ordinal), row["phone"]);
            Assert.InRange(row["surname"].Length, 1, 50);
            Assert.Equal(row["easting"].Length == 0, row["northing"].Length == 0);
            if (row["easting"].Length > 0)
            {
                Assert.InRange(decimal.Parse(row["easting"], CultureInfo.InvariantCulture), 400_000m, 460_000m);
                Assert.InRange(decimal.Parse(row["northing"], CultureInfo.InvariantCulture), 400_000m, 460_000m);
            }
        });
    }

    [Fact]
    public void The_bad_sample_is_not_a_good_one_by_mistake()
    {
        var text = File.ReadAllText(Sample("cases-bad.csv"));
        Assert.ThrowsAny<FormatException>(() => Csv.Read(text));
        var rows = Csv.Read(text[..text.IndexOf("BAD-15,", StringComparison.Ordinal)]);
        Assert.All(rows.Where(row => row["description"].StartsWith("Good", StringComparison.Ordinal)), row => Assert.NotNull(Codes.Subject(row["service"], row["subject"])));
    }

    [Fact]
    public void Templates_and_rules_speak_of_fields_statuses_and_each_other_rightly()
    {
        var type = Json("case-types.json").EnumerateArray().Single();
        var fields = type.GetProperty("fields").EnumerateArray().Select(field => "case.values." + field.GetProperty("name").GetString()).ToList();
        var templates = Json("templates.json").EnumerateArray().ToList();
        var reference = Json("connection.json").GetProperty("references").EnumerateArray().Single().GetProperty("name").GetString();
        Assert.All(templates, template => Assert.Equal(reference, template.GetProperty("reference").GetString()));
        Assert.All(templates.SelectMany(template => template.GetProperty("rows").EnumerateArray()), row =>
        {
            if (row.GetProperty("source").TryGetProperty("fact", out var fact) && fact.GetString()!.StartsWith("case.values.", StringComparison.Ordinal)) Assert.Contains(fact.GetString(), fields);
            if (row.GetProperty("target").TryGetProperty("caseField", out var field)) Assert.Contains("case.values." + field.GetString(), fields);
        });
        foreach (var rule in Json("rules.json").EnumerateArray())
        {
            Assert.Equal(type.GetProperty("name").GetString(), rule.GetProperty("caseType").GetString());
            Assert.All(rule.GetProperty("conditions").EnumerateArray(), condition => Assert.Contains(condition.GetProperty("fact").GetString(), fields));
            Assert.All(rule.GetProperty("actions").EnumerateArray(), action => Assert.Contains(action.GetProperty("templateId").GetString(), templates.Select(template => template.GetProperty("id").GetString())));
        }
    }

    [Fact]
    public void The_templates_translate_every_status_that_the_stand_in_uses()
    {
        var templates = Json("templates.json").EnumerateArray().ToList();
        var incoming = templates.Single(template => template.GetProperty("kind").GetString() == "incoming").GetProperty("rows").EnumerateArray()
            .Single(row => row.GetProperty("target").TryGetProperty("caseStatus", out _)).GetProperty("map");
        Assert.Equal(Lists.Statuses.Where(status => !status.Inactive).Select(status => status.Code).Order(StringComparer.Ordinal),
            incoming.EnumerateObject().Select(pair => pair.Name).Order(StringComparer.Ordinal));
        var outgoing = templates.SelectMany(template => template.GetProperty("rows").EnumerateArray())
            .Where(row => row.GetProperty("target").TryGetProperty("field", out var field) && field.GetString() == "EnquiryStatusCode").Select(row => row.GetProperty("map")).ToList();
        Assert.NotEmpty(outgoing);
        Assert.All(outgoing.SelectMany(map => map.EnumerateObject()), pair => Assert.NotNull(Codes.Status(pair.Value.GetString()!)));
    }

    /// <summary>Attribute code to column, as the create template maps them.</summary>
    private static Dictionary<string, string> AttributeColumns() =>
        Json("templates.json").EnumerateArray().Single(template => template.GetProperty("kind").GetString() == "create").GetProperty("rows").EnumerateArray()
            .Where(row => row.GetProperty("target").TryGetProperty("attribute", out _))
            .ToDictionary(row => row.GetProperty("target").GetProperty("attribute").GetString()!, row => row.GetProperty("source").GetProperty("fact").GetString()!["case.values.".Length..], StringComparer.Ordinal);

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Cases() => Csv.Read(File.ReadAllText(Sample("cases.csv")));

    private static JsonElement Json(string name) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Sample(name)));

    private static string Sample(string name) => Path.Combine(SourceTree.Root, "samples", name);
}
