namespace Liaison.Storage.People;

/// <summary>What a person may do; each may also do what those before it may.</summary>
public enum Role { Agent, Supervisor, Administrator }

public static class Roles
{
    public static string Word(this Role role) => role switch
    {
        Role.Administrator => "administrator",
        Role.Supervisor => "supervisor",
        _ => "agent",
    };

    public static Role Read(string word) => word switch
    {
        "administrator" => Role.Administrator,
        "supervisor" => Role.Supervisor,
        "agent" => Role.Agent,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "No such role."),
    };
}
