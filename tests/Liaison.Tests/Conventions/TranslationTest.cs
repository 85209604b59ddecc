using System.Text.RegularExpressions;
using Liaison.Connectors.Confirm;
using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Xunit;

namespace Liaison.Tests.Conventions;

/// <summary>What connectors declare in English is said in French and Polish too, all of it and nothing else.</summary>
public sealed partial class TranslationTest
{
    public static MatrixTheoryData<string, string> ConnectorsInLanguages => new(Declarations().Select(d => d.Kind), Language.All.Where(language => language != Language.English).Select(language => language.Tag));

    public static TheoryData<string> Languages => [.. Language.All.Where(language => language != Language.English).Select(language => language.Tag)];

    [Theory, MemberData(nameof(ConnectorsInLanguages))]
    public void Every_setting_group_choice_and_notice_of_a_connector_is_said_and_nothing_is_left_over(string kind, string language)
    {
        var connector = Declarations().Single(d => d.Kind == kind);
        var folder = connector.Settings.Namespace!;
        var said = Words.Read(connector.Settings.Assembly, $"{folder}.{language}.json");
        Assert.True(said is not null, $"{folder.Split('.')[^1]}/{language}.json is missing.");
        var declared = DeclaredBy(connector);
        Same(declared.Where(text => !text.Key.EndsWith(".placeholder", StringComparison.Ordinal) || text.Value.Contains(' ', StringComparison.Ordinal)).ToDictionary(), said);
    }

    [Theory, MemberData(nameof(ConnectorsInLanguages))]
    public void What_is_said_of_a_connector_is_no_copy_of_the_English(string kind, string language)
    {
        var connector = Declarations().Single(d => d.Kind == kind);
        var words = Words.Of(connector.Settings, Language.Find(language)!);
        // A sentence; names of products and words that both languages have may be the same.
        Assert.All(DeclaredBy(connector).Where(text => text.Value.EndsWith('.') && text.Value.Count(c => c == ' ') > 2), text => Assert.NotEqual(text.Value, words.Say(text.Key, text.Value)));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_kind_of_fault_gives_its_advice_in_each_language(string language)
    {
        Same(Enum.GetValues<FaultKind>().ToDictionary(kind => $"advice.{kind}", Faults.AdviceOf), Words.Read(typeof(Faults).Assembly, $"{typeof(Faults).Namespace}.{language}.json"));
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.NotEqual(Faults.AdviceOf(kind), Faults.AdviceOf(kind, Language.Find(language)!)));
    }

    [Theory, MemberData(nameof(Languages))]
    public void What_is_wrong_with_a_setting_is_said_in_each_language(string language)
    {
        var source = File.ReadAllText(Path.Combine(SourceTree.Root, "src", "Liaison.Core", "Connecting", "SettingsProblems.cs"));
        var english = Sentence().Matches(source).ToDictionary(match => match.Groups["key"].Value, match => match.Groups["text"].Value);
        Assert.True(english.Count > 6);
        Same(english, Words.Read(typeof(SettingsProblems).Assembly, $"{typeof(SettingsProblems).Namespace}.{language}.json"));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_fact_that_a_mapping_may_name_is_said_in_each_language_and_what_people_named_themselves_is_left(string language)
    {
        var type = new CaseType("request", "Request", null, [new("size", "Size", FieldType.Choice, Choices: [new("S", "Small")])], [new("open", "Open", StatusKind.Initial)], [new("due", "Due", "size")]);
        var ours = CaseFacts.Catalogue(type, ["enquiry"], Words.English).Where(fact => fact.Path is not ("case.values.size" or "case.values.size.label" or "case.dates.due" or "case.references.enquiry"));
        Same(
            ours.ToDictionary(fact => $"facts.{fact.Path}", fact => fact.Label).Append(new("facts.inWords", "{label}")).ToDictionary(),
            Words.Read(typeof(CaseFacts).Assembly, $"{typeof(CaseFacts).Namespace}.{language}.json"));
        Same(
            SessionFacts.Catalogue([], Words.English).ToDictionary(fact => $"facts.{fact.Path}", fact => fact.Label),
            Words.Read(typeof(SessionFacts).Assembly, $"{typeof(SessionFacts).Namespace}.{language}.json"));
        var said = CaseFacts.Catalogue(type, ["enquiry"], Words.Of(typeof(CaseFacts), Language.French)).ToDictionary(fact => fact.Path, fact => fact.Label);
        Assert.Equal(("Size", "Size (en toutes lettres)", "Due", "enquiry", "Prénom"), (said["case.values.size"], said["case.values.size.label"], said["case.dates.due"], said["case.references.enquiry"], said["person.forename"]));
    }

    [Theory, MemberData(nameof(Languages))]
    public void What_a_contacts_fields_hold_is_said_in_each_language(string language) => Same(
        ContactFields.CxOne.Digital.Concat(ContactFields.CxOne.Voice).DistinctBy(field => field.Name).ToDictionary(field => $"contact.{field.Name}", field => field.Says),
        Words.Read(typeof(ContactFields).Assembly, $"{typeof(ContactFields).Namespace}.{language}.json"));

    [Fact]
    public void A_language_is_known_by_its_first_letters_and_another_is_not_spoken()
    {
        Assert.Same(Language.French, Language.Find("fr-CA"));
        Assert.Same(Language.Polish, Language.Find("PL"));
        Assert.Null(Language.Find("de"));
        Assert.Null(Language.Find("french"));
        Assert.Null(Language.Find(""));
        Assert.Null(Language.Find(null));
    }

    [Fact]
    public void A_connector_without_a_file_of_words_stays_English()
    {
        var words = Words.Of(typeof(TranslationTest), Language.French);
        Assert.Equal("Password", words.Say("settings.password.label", "Password"));
    }

    private static void Same(IReadOnlyDictionary<string, string> english, IReadOnlyDictionary<string, string>? said)
    {
        Assert.NotNull(said);
        Assert.Empty(english.Keys.Except(said.Keys));
        Assert.Empty(said.Keys.Except(english.Keys));
        Assert.All(said, text =>
        {
            Assert.False(string.IsNullOrWhiteSpace(text.Value), $"{text.Key} says nothing.");
            Assert.Equal(Braces().Matches(english[text.Key]).Select(match => match.Value).Order(StringComparer.Ordinal), Braces().Matches(text.Value).Select(match => match.Value).Order(StringComparer.Ordinal));
        });
    }

    // Whatever is looked for in the words while the form and the declaration are said, is what they are to hold.
    private static Dictionary<string, string> DeclaredBy(ConnectorDeclaration connector)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var listening = new Words(key =>
        {
            asked.Add(key);
            return null;
        });
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        SettingsForm.FieldsOf(connector.Settings, listening);
        connector.Said(listening);
        foreach (var key in asked)
        {
            var marked = new Words(one => one == key ? Mark : null);
            texts[key] = EnglishOf(connector, marked);
        }
        return texts;
    }

    private const string Mark = "\u0001";

    // The English at the place where the marked word comes out.
    private static string EnglishOf(ConnectorDeclaration connector, Words marked) =>
        AllOf(connector, Words.English).Zip(AllOf(connector, marked)).First(pair => pair.Second == Mark).First;

    private static IEnumerable<string> AllOf(ConnectorDeclaration connector, Words words)
    {
        var said = connector.Said(words);
        return
        [
            said.Summary, .. said.Notices.Select(n => n.Text), .. said.Conversations?.Actions.Select(a => a.Label) ?? [], .. said.Conversations?.Presets.SelectMany(p => new[] { p.Label, p.Summary }) ?? [],
            .. SettingsForm.FieldsOf(connector.Settings, words).SelectMany(f => new[] { f.Label, f.Help, f.Group ?? "", f.Placeholder ?? "" }.Concat(f.Links.Select(l => l.Label)).Concat(f.Choices.Select(c => c.Label))),
        ];
    }

    private static IEnumerable<ConnectorDeclaration> Declarations() => typeof(ConfirmConnector).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IConnector)))
        .Select(t => (ConnectorDeclaration)t.GetProperty(nameof(IConnector.Declaration))!.GetValue(null)!);

    [GeneratedRegex(@"\{+[^{}]*\}+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Braces();

    [GeneratedRegex("""Say\("(?<key>problems\.[a-zA-Z]+)", "(?<text>[^"]+)"\)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();
}
