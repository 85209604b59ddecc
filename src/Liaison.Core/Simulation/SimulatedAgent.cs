namespace Liaison.Core.Simulation;

/// <summary>An agent who does not exist.</summary>
public sealed record SimulatedAgent(string Id, string Name, string Email)
{
    private static readonly string[] First = ["Noor", "Zofia", "Julien", "Marek", "Chloé", "Arun", "Ines", "Piotr", "Min-jun", "Léa", "Tomasz", "Mei"];
    private static readonly string[] Last = ["Haddad", "Nowak", "Mercier", "Lewandowski", "Dubois", "Iyer", "Costa", "Wójcik", "Park", "Fontaine", "Zieliński"];

    /// <summary>Users of the Salesforce stand-in, so that what they do is theirs there too.</summary>
    private static readonly SimulatedAgent[] Known = [new("a1", "Alice Archer", "alice.archer@example.com"), new("a2", "Bob Baker", "bob.baker@example.com"), new("a3", "Carol Cooper", "carol.cooper@example.com")];

    /// <summary>So many agents, always the same ones.</summary>
    public static IReadOnlyList<SimulatedAgent> Some(int count) => [.. Known.Concat(Enumerable.Range(0, Math.Max(0, count - Known.Length)).Select(Invented)).Take(count)];

    private static SimulatedAgent Invented(int number) =>
        new($"a{number + Known.Length + 1}", $"{First[number % First.Length]} {Last[number % Last.Length]}", $"agent{number + Known.Length + 1:00}@example.com");
}
