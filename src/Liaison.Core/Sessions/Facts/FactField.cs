namespace Liaison.Core.Sessions.Facts;

/// <summary>One field of a fact's data: the check, the JSON schema and the guide are made from it.</summary>
/// <param name="Says">A sentence for people who send it.</param>
public abstract record FactField(string Name, string Says, bool Required)
{
    /// <param name="Most">Characters.</param>
    public sealed record Text(string Name, string Says, int Most = 200, bool Required = false) : FactField(Name, Says, Required);

    /// <summary>One of a few words.</summary>
    public sealed record Word(string Name, string Says, IReadOnlyList<string> Words, bool Required = false) : FactField(Name, Says, Required);

    /// <summary>An address on the web; nothing else may become a link that people follow.</summary>
    public sealed record Link(string Name, string Says) : FactField(Name, Says, false)
    {
        public const int Longest = 2_000;
    }

    /// <summary>RFC 3339 with an offset.</summary>
    public sealed record Time(string Name, string Says) : FactField(Name, Says, false);

    public sealed record Number(string Name, string Says, double Most, bool Whole = true) : FactField(Name, Says, false);

    /// <summary>True or false; false if left out.</summary>
    public sealed record Truth(string Name, string Says) : FactField(Name, Says, false);

    /// <summary>An object with fields of its own.</summary>
    public sealed record Group(string Name, string Says, IReadOnlyList<FactField> Fields, bool Required = false) : FactField(Name, Says, Required);

    /// <summary>A list of objects.</summary>
    public sealed record Many(string Name, string Says, int Most, IReadOnlyList<FactField> Fields, bool Required = false) : FactField(Name, Says, Required);

    /// <summary>A list of texts.</summary>
    public sealed record Texts(string Name, string Says, int Most, int Longest) : FactField(Name, Says, false);

    /// <summary>Texts by names that the source chooses; null takes one away.</summary>
    public sealed record Map(string Name, string Says, int Most, int Longest, bool Required = false) : FactField(Name, Says, Required);
}

/// <summary>One kind of fact about a session.</summary>
/// <param name="Name">The CloudEvents <c>type</c>.</param>
public sealed record FactType(string Name, string Says, IReadOnlyList<FactField> Fields);
