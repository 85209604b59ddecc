using Liaison.Connectors.Confirm;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
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

    private static IEnumerable<ConnectorDeclaration> Declarations() => typeof(ConfirmConnector).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IConnector)))
        .Select(t => (ConnectorDeclaration)t.GetProperty(nameof(IConnector.Declaration))!.GetValue(null)!);
}
