using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Liaison.Connectors.VirtualObserver;
using Liaison.Core.Connecting;
using Liaison.Core.Desk;
using Liaison.Core.Feeds;
using Liaison.Core.Sessions;
using Liaison.Tests.Conventions;
using Xunit;

namespace Liaison.Tests.Feeds;

/// <summary>What CSI is given to read says what is sent, and what is theirs to do.</summary>
public sealed partial class ObserverGuideTest
{
    private static readonly DateTimeOffset Then = DateTimeOffset.UnixEpoch;

    private static readonly string Guide = File.ReadAllText(Path.Combine(SourceTree.Root, "docs/guide/virtual-observer.md"));

    [Fact, Trait("row", "A160"), Trait("row", "A161")]
    public void Every_state_of_contacts_and_agents_is_explained()
    {
        Assert.All(Words(typeof(SessionTurn)), word => Assert.Contains($"`{word}`", Guide, StringComparison.Ordinal));
        Assert.All(Words(typeof(AgentStatus)), word => Assert.Contains($"| `{word}` |", Guide, StringComparison.Ordinal));
    }

    [Fact, Trait("row", "A151"), Trait("row", "A155"), Trait("row", "A158")]
    public void The_example_of_what_lies_beside_a_recording_has_the_names_that_are_sent()
    {
        var session = new Session
        {
            Id = new("ses_1"), Tenant = new("ten_1"), Source = "s", ExternalId = "c", Queue = "q", Ani = "1", Dnis = "2", AnsweredAt = Then, EndedAt = Then,
            Files = [new SessionFile("r2", "recording", "r2.wav", "audio/wav", 5, Stored: "att_1", StartedAt: Then, Seconds: 1, Sha256: "9f")],
            Interactions = [new Interaction("l", new AgentRef("7", "Jane", "jane@example.org"), AnsweredAt: Then, EndedAt: Then)], Pauses = [new RecordingPause(Then, Then, "both", "Jane")],
        };
        var (sent, told) = (JsonNode.Parse(RecordingSidecar.Of(session, session.Files[0], "r2.wav"))!, JsonNode.Parse(Example().Match(Guide).Groups["json"].Value)!);
        foreach (var part in new Func<JsonNode, JsonNode>[] { n => n, n => n["recording"]!, n => n["pauses"]![0]!, n => n["agents"]![0]! })
        {
            Assert.Subset(part(sent).AsObject().Select(p => p.Key).ToHashSet(), part(told).AsObject().Select(p => p.Key).ToHashSet());
        }
    }

    [Fact, Trait("row", "A151"), Trait("row", "A152"), Trait("row", "A153"), Trait("row", "A159"), Trait("row", "A162")]
    public void The_guide_says_what_comes_from_CSI_what_is_installed_where_and_who_does_what()
    {
        Assert.Contains("CSI gives you the values of the first five settings", Guide, StringComparison.Ordinal);
        Assert.Equal(["instanceHost", "developerKey", "ftpHost", "ftpUser", "ftpPassword"], SettingsForm.FieldsOf(VirtualObserverConnector.Declaration.Settings).Take(5).Select(f => f.Name));
        Assert.Contains("belong on every computer whose screen is recorded", Guide, StringComparison.Ordinal);
        Assert.All(new[] { "Recording a call", "Screens", "Available for playing", "Adherence in real time", "Forecasts, schedules, actual against forecast" }, what => Assert.Contains($"| {what} |", Guide, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Words(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);

    [GeneratedRegex(@"```json\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();
}
