using Liaison.Core.Shared;
using Liaison.Storage.People;

namespace Liaison.Storage.Configuration;

/// <summary>A person of a tenant, as far as other things need to know them.</summary>
public sealed record Person(Id<User> Id, string Name, string Email, Role Role, bool Disabled);

/// <summary>A tenant's people, found by e-mail address (in any case) or by id.</summary>
public sealed class PeopleBook
{
    public static PeopleBook Empty { get; } = new([]);

    private readonly Dictionary<string, Person> byEmail;
    private readonly Dictionary<string, Person> byId;

    public PeopleBook(IReadOnlyList<Person> all)
    {
        All = all;
        byEmail = all.ToDictionary(p => p.Email, StringComparer.OrdinalIgnoreCase);
        byId = all.ToDictionary(p => p.Id.Value, StringComparer.Ordinal);
    }

    public IReadOnlyList<Person> All { get; }

    public Person? ByEmail(string? email) => email is null ? null : byEmail.GetValueOrDefault(email);

    public Person? ById(string id) => byId.GetValueOrDefault(id);
}
