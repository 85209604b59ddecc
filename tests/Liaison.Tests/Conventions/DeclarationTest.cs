using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Connectors.Confirm;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Tests.Connectors;
using Xunit;

namespace Liaison.Tests.Conventions;

/// <summary>What is declared must be said to people: each setting has a label and help, each fault a verdict and advice.</summary>
public sealed class DeclarationTest
{
    public static TheoryData<FaultKind> Faults => [.. Enum.GetValues<FaultKind>()];

    public static TheoryData<string> Connectors => [.. Declarations().Select(d => d.Kind)];

    [Theory, MemberData(nameof(Faults))]
    public void Every_fault_has_a_verdict_and_advice_that_says_what_to_do(FaultKind kind)
    {
        Assert.True(Enum.IsDefined(Liaison.Core.Deliveries.Faults.VerdictOf(kind)));
        Assert.True(Liaison.Core.Deliveries.Faults.AdviceOf(kind).Length > 40, $"{kind} needs a whole sentence of advice.");
    }

    [Theory, MemberData(nameof(Connectors))]
    public void Every_setting_of_a_connector_has_a_label_and_help(string kind) => Assert.All(
        SettingsForm.FieldsOf(Declarations().Single(d => d.Kind == kind).Settings), field =>
        {
            Assert.False(string.IsNullOrWhiteSpace(field.Label), $"{kind}.{field.Name} has no label.");
            Assert.True(field.Help.Length > 10, $"{kind}.{field.Name} has no help.");
        });

    [Theory, MemberData(nameof(Connectors))]
    public void Every_connector_has_a_guide(string kind) =>
        Assert.True(File.Exists(Path.Combine(SourceTree.Root, "docs", "guide", $"{kind}.md")), $"docs/guide/{kind}.md is missing: the page of each connection leads there.");

    [Theory, MemberData(nameof(Connectors))]
    public void Every_connector_inherits_the_contract(string kind)
    {
        var connector = Types().Single(t => DeclarationOf(t).Kind == kind);
        var contract = connector.IsAssignableTo(typeof(IWriteRecords)) ? typeof(RecordContract) : typeof(ConnectorContract);
        Assert.Contains(typeof(DeclarationTest).Assembly.GetTypes(), t => t is { IsAbstract: false } && t.IsSubclassOf(contract) && t.FullName!.Contains(connector.Namespace!.Split('.')[^1], StringComparison.Ordinal));
    }

    [Fact]
    public void Every_capability_has_its_line_on_the_page_that_compares_systems()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "web", "admin", "integrations", "ComparePage.tsx"));
        var names = typeof(IConnector).Assembly.GetTypes().Where(t => t.IsInterface && t.Namespace == typeof(IConnector).Namespace && t != typeof(IConnector))
            .Select(t => JsonNamingPolicy.CamelCase.ConvertName(t.Name[1..])).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"'{name}'", page, StringComparison.Ordinal));
        foreach (var language in new[] { "en", "fr", "pl" })
        {
            var words = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "web", "shared", "i18n", language, "compare.json")))!["compare"]!;
            Assert.All(names, name => Assert.False(string.IsNullOrWhiteSpace((string?)words[name]) || string.IsNullOrWhiteSpace((string?)words[$"{name}Text"]), $"{language}: {name}"));
        }
    }

    private static IEnumerable<Type> Types() => typeof(ConfirmConnector).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IConnector)));

    private static ConnectorDeclaration DeclarationOf(Type connector) => (ConnectorDeclaration)connector.GetProperty(nameof(IConnector.Declaration))!.GetValue(null)!;

    private static IEnumerable<ConnectorDeclaration> Declarations() => Types().Select(DeclarationOf);
}
