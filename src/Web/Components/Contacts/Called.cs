using OrleansSms.Contacts;
using OrleansSms.Web.Words;

namespace OrleansSms.Web.Components.Contacts;

/// <summary>What a number is called on the screen.</summary>
/// <param name="Contact">Null: nobody in the book has it.</param>
/// <param name="Name">The contact's name, else the number.</param>
public sealed record Called(string Number, Guid? Contact, string Name)
{
    /// <summary>What stays when the name changes.</summary>
    public string Key => Contact?.ToString() ?? Number;

    public bool HasName => Name != Who.Contact(Number);

    public static Called As(string number, ContactName? name) => new(number, name?.ContactId, name?.Name ?? Who.Contact(number));
}
