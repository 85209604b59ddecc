using Liaison.Core.Mapping;
using Liaison.Core.Shared;

namespace Liaison.Core.Flows.Nodes;

/// <summary>Ends the run and says what opens at the agent's.</summary>
public sealed record EndNode : FlowNode
{
    public static NodeDeclaration Declared { get; } = new("end", "End", "Ends the flow, and says what opens at the agent's.", [],
        [new NodeField("screenPop", "Screen pop", "“records” opens what was found, “none” nothing, and an address opens that page; values may stand in it between {{ and }}.", "text").Or("records")
            .Of([("records", "The records that were found"), ("none", "Nothing")])]);

    public string ScreenPop { get; init; } = "records";

    internal override NodeDeclaration Declaration => Declared;

    internal override string? NoPort => null;

    internal override IEnumerable<string> Texts => ScreenPop is "records" or "none" ? [] : [ScreenPop];

    public override string Says(FlowSurroundings around) => ScreenPop switch { "records" => "Ends, and opens what was found.", "none" => "Ends, and opens nothing.", _ => "Ends, and opens a page." };

    public override IEnumerable<Problem> Check(string at, FlowSurroundings around)
    {
        foreach (var problem in CheckText(ScreenPop, $"{at}/screenPop", "Say what opens: records, none, or an address."))
        {
            yield return problem;
        }
        if (Texts.FirstOrDefault() is { } address && !IsFixed(address) && !address.TrimStart().StartsWith("{{", StringComparison.Ordinal))
        {
            yield return new Problem($"{at}/screenPop", "not-a-link", "An address begins with http:// or https://.");
        }
    }

    internal override ValueTask<Passage> Pass(Stay stay, CancellationToken cancel)
    {
        if (ScreenPop == "none")
        {
            return new(new Passage.Over(null, "The flow ended; nothing opens."));
        }
        if (ScreenPop is "records" or "")
        {
            return new(new Passage.Over(OfRecords(stay.State), "The flow ended."));
        }
        // Behind a host that the administrator wrote, a value is a value: it cannot lead to another page or add a parameter.
        var facts = IsFixed(ScreenPop) ? new Facts(path => stay.Facts[path] is { } value ? Escaped(value) : null) : stay.Facts;
        var address = Placeholders.Parse(ScreenPop).Render(facts).Trim();
        var good = address.Length <= 2_000 && Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;
        return new(new Passage.Over(good ? new ScreenPop(address, stay.State.Records) : OfRecords(stay.State), good ? "The flow ended; a page opens." : $"The flow ended; {Quoted(address)} is no address, so what was found opens."));
    }

    /// <summary>What opens where nothing else is said: the record that is to be opened, or else the first that was found.</summary>
    internal static ScreenPop? OfRecords(RunState state) => state.Records.Count == 0 ? null
        : new ScreenPop((state.Records.FirstOrDefault(r => r.Open && r.Url is not null) ?? state.Records.FirstOrDefault(r => r.Url is not null))?.Url, state.Records);

    private static bool IsFixed(string address) => System.Text.RegularExpressions.Regex.IsMatch(address.TrimStart(), "^https?://[^/{}?#]+([/?#]|$)", System.Text.RegularExpressions.RegexOptions.IgnoreCase | System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static string Escaped(string value)
    {
        try
        {
            return Uri.EscapeDataString(value);
        }
        catch (UriFormatException)
        {
            // Half a character cannot stand in an address.
            return "";
        }
    }
}
