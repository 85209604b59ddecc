using Liaison.Core.Sessions.Facts;
using Liaison.Tests.Conventions;
using Xunit;

namespace Liaison.Tests.Sessions;

/// <summary>The guide to sessions names all that can be told.</summary>
public sealed class SessionGuideTest
{
    [Fact]
    public void The_guide_names_every_kind_of_fact_and_every_field()
    {
        var guide = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "guide", "sessions.md"));
        Offences.AssertNone("What can be told stands in docs/guide/sessions.md.", FactTypes.All.SelectMany(type => Names(type.Fields).Append(type.Name)
            .Where(name => !guide.Contains($"`{name}`", StringComparison.Ordinal)).Select(name => $"{type.Name}: {name}")));
    }

    private static IEnumerable<string> Names(IReadOnlyList<FactField> fields) => fields.SelectMany(f => f switch
    {
        FactField.Group group => Names(group.Fields).Prepend(f.Name),
        FactField.Many many => Names(many.Fields).Prepend(f.Name),
        _ => [f.Name],
    });
}
